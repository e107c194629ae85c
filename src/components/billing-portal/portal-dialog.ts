import {html, nothing, type TemplateResult} from 'lit';
import {BillingCloseEvent} from '../../events/frame-events.js';
import {renderNotice} from '../../ui/notice.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import {findConfiguration, renderBadge, type FramedPortal} from './portal-frame.js';

/** A portal in a native dialog. */
export interface DialogPortal extends FramedPortal {
  readonly isOpen: boolean;
  close(): void;
}

/** The flow in which something was typed. */
const typedIn = new WeakMap<DialogPortal, string>();
/** Portals that wait for an answer to whether what was typed may be lost. */
const asking = new WeakSet<DialogPortal>();

/** The portal over the whole page, with a head that stays. */
export function renderDialog(host: DialogPortal, shown: unknown): TemplateResult {
  const {localize} = host;
  const leave = (event: Event): void => {
    // What is chosen in a file field, say, is cancelled by an event of the same name.
    if (event.type === 'cancel' && event.target !== event.currentTarget) return;
    event.preventDefault();
    tryToClose(host);
  };
  return html`<dialog
    lang=${localize.locale}
    dir=${localize.direction}
    part="dialog"
    aria-labelledby="dialog-title"
    @cancel=${leave}
    @close=${({currentTarget}: Event) => finish(host, currentTarget as HTMLDialogElement)}
    @input=${() => typedIn.set(host, host.flow)}
  >
    <div class="dialog-head">
      <h2 id="dialog-title" part="headline" tabindex="-1" autofocus>
        <bdi>${findConfiguration(host).copy?.headline ?? localize.term('billingTitle')}</bdi>
      </h2>
      ${renderBadge(host)}${renderWorkingButton({label: localize.term('close'), variant: 'small', onClick: leave})}
    </div>
    ${asking.has(host) ? renderQuestion(host) : nothing}
    <div class="inside">${shown}</div>
  </dialog>`;
}

/** Opens or closes the dialog as the portal says; called after each update. */
export function followDialog(host: DialogPortal): void {
  const dialog = host.renderRoot.querySelector('dialog');
  if (!dialog || dialog.open === host.isOpen) return;
  asking.delete(host);
  typedIn.delete(host);
  if (host.isOpen && dialog.isConnected) dialog.showModal();
  else if (!host.isOpen) {
    dialog.close();
    host.dispatchEvent(new BillingCloseEvent());
  }
}

/** Asks first where something was begun: typed, or on its way. */
function tryToClose(host: DialogPortal): void {
  if (!isUnfinished(host) || asking.has(host)) return host.close();
  asking.add(host);
  host.requestUpdate();
  void host.updateComplete.then(() => host.renderRoot.querySelector<HTMLElement>('.dialog-head + .notice h3')?.focus());
}

function isUnfinished(host: DialogPortal): boolean {
  const {flow, portal} = host;
  const {phase, isBusy} = portal?.write ?? {};
  if (phase === 'done' || !flow) return false;
  return !!isBusy || phase === 'step' || typedIn.get(host) === flow;
}

function renderQuestion(host: DialogPortal): TemplateResult {
  const {localize} = host;
  const stay = (): void => {
    asking.delete(host);
    host.requestUpdate();
    host.renderRoot.querySelector<HTMLElement>('#dialog-title')?.focus();
  };
  return renderNotice({
    icon: 'alert',
    tone: 'warning',
    title: localize.term('closeTitle'),
    text: localize.term('closeText'),
    action: html`<span class="choice">
      ${renderWorkingButton({label: localize.term('keepOpen'), variant: 'small', onClick: stay})}
      ${renderWorkingButton({label: localize.term('close'), variant: 'small', onClick: () => host.close()})}
    </span>`,
  });
}

/** Closed by the browser itself, as it does when Escape is pressed twice. What the portal has closed was told already. */
function finish(host: DialogPortal, dialog: HTMLDialogElement): void {
  if (!host.isOpen || dialog.open) return;
  asking.delete(host);
  typedIn.delete(host);
  host.close();
  host.dispatchEvent(new BillingCloseEvent());
}
