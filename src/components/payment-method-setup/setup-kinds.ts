import {nothing} from 'lit';
import type {PaymentMethodKind} from '../../contract/payment-method.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import type {Portal} from '../../state/portal.js';
import {renderSegments} from '../../ui/segments.js';

const names: Record<PaymentMethodKind, 'kind_card' | 'kind_bank_debit' | 'kind_wallet'> = {
  card: 'kind_card',
  bank_debit: 'kind_bank_debit',
  wallet: 'kind_wallet',
};

/** The kinds that can be added here; an endpoint that does not say takes cards. */
function listKinds(portal: Portal | undefined): PaymentMethodKind[] {
  const accepted = portal?.answer?.configuration.features?.paymentMethods?.accepted ?? ['card'];
  return accepted.filter((kind): kind is PaymentMethodKind => Object.hasOwn(names, kind));
}

/** The first of those that are wished for which can be added, else the first that can. */
export function findKind(portal: Portal | undefined, ...wished: (string | undefined)[]): PaymentMethodKind {
  const kinds = listKinds(portal);
  const found = wished.flatMap((wish) => kinds.filter((kind) => kind === wish));
  return found[0] ?? kinds[0] ?? 'card';
}

/** A choice of kinds, where there are several. */
export function renderKinds(
  localize: LocalizeController,
  portal: Portal | undefined,
  chosen: PaymentMethodKind,
  choose: (kind: PaymentMethodKind) => void,
): unknown {
  const kinds = listKinds(portal);
  if (kinds.length < 2) return nothing;
  return renderSegments(
    localize.term('kindOfMethod'),
    kinds.map((kind) => ({
      label: localize.term(names[kind]),
      isChosen: kind === chosen,
      onChoose: () => choose(kind),
    })),
  );
}
