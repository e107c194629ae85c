import {until} from '../mount.js';
import {BillingPortalHarness} from './billing-portal.js';
import {readText} from './element.js';

/** What stands around the sections of a portal: the head and foot of a page, a dialog, the badge, the ways out. */
export class PortalFrameHarness extends BillingPortalHarness {
  /** The sections that are on the screen, by their tags, in their order. */
  get sections(): string[] {
    return this.queryAll('.sections > *, .pair > *')
      .filter((element) => element.localName.includes('-') && element.checkVisibility())
      .map(({localName}) => localName);
  }

  get badge(): HTMLElement | null {
    return this.query('.badge');
  }

  get back(): HTMLAnchorElement | null {
    return this.query('a.back') as HTMLAnchorElement | null;
  }

  /** The way from a section that is alone to all of them. */
  get sectionBack(): HTMLElement | null {
    return this.query('button.back');
  }

  get headline(): string {
    return readText(this.get('[part~="headline"]'));
  }

  get header(): HTMLElement | null {
    return this.query('.page-head');
  }

  get footer(): HTMLElement | null {
    return this.query('.page-foot');
  }

  get logo(): HTMLImageElement | null {
    return this.query('.brand-name img') as HTMLImageElement | null;
  }

  get dialog(): HTMLDialogElement | null {
    return this.query('dialog') as HTMLDialogElement | null;
  }

  get isDialogOpen(): boolean {
    return !!this.dialog?.matches(':modal');
  }

  /** The parts of the portal’s own that say something is switched off. */
  get off(): string | undefined {
    return this.empty;
  }

  button(label: string): HTMLElement {
    const found = this.queryAll('button').find((button) => readText(button) === label);
    if (!found) throw new Error(`there is no button "${label}"`);
    return found;
  }

  /** Answers the question above what would be lost. */
  confirm(label: string): void {
    const buttons = this.queryAll('.dialog-head + .notice button');
    buttons.find((button) => readText(button) === label)?.click();
  }

  hasButton(label: string): boolean {
    return this.queryAll('button').some((button) => readText(button) === label);
  }

  /** Waits until the dialog is open, with an answer in it. */
  async opened(): Promise<this> {
    await until(() => this.isDialogOpen, 'the dialog');
    return this.shown();
  }

  async closed(): Promise<this> {
    await until(() => !this.isDialogOpen, 'the end of the dialog');
    return this;
  }

  /** Waits until the sections beside each other are here. */
  async complete(): Promise<this> {
    await this.shown();
    await until(() => this.query('payment-methods'), 'payment methods');
    return this;
  }
}
