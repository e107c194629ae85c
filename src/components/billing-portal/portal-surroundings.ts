import {followDialog, renderDialog, type DialogPortal} from './portal-dialog.js';
import {renderBar, renderPage} from './portal-frame.js';

/** What stands around the sections, as a portal loads it: when it is a page or a dialog, or has something to say. */
export {signOut} from './portal-frame.js';
export {renderLead, renderMark, styles, toHome} from './portal-frame.js';

/** The sections with what stands around them. */
export function renderAround(host: DialogPortal, shown: unknown): unknown {
  if (host.display === 'dialog') {
    void host.updateComplete.then(() => followDialog(host));
    return renderDialog(host, shown);
  }
  return host.display === 'page' ? renderPage(host, shown) : [renderBar(host), shown];
}
