import {expect} from '@open-wc/testing';
import {SlotChain} from '../../src/payment/slot-chain.js';
import {attach, createField, expectKept, expectShown, type, type Field} from '../support/harnesses/payment-field.js';
import {
  childrenOf,
  focusPage,
  hit,
  insideOf,
  nest,
  TestFormHost,
  wrap,
  type Nest,
} from '../support/harnesses/payment-host.js';
import {clearPage, nextTask, quiet} from '../support/mount.js';

const shapes: [name: string, roots: ShadowRootInit[]][] = [
  ['no shadow root', []],
  ['an open shadow root', [{mode: 'open'}]],
  ['a closed shadow root', [{mode: 'closed'}]],
  ['two open shadow roots', [{mode: 'open'}, {mode: 'open'}]],
  ['two closed shadow roots', [{mode: 'closed'}, {mode: 'closed'}]],
  ['a closed shadow root in an open one', [{mode: 'open'}, {mode: 'closed'}]],
];

before(focusPage);
afterEach(clearPage);

for (const [name, roots] of shapes) {
  describe(`A slot chain through ${name}`, () => {
    let page: Nest;
    let field: Field;
    beforeEach(async () => {
      page = await nest(...roots.map((root) => ({...root})));
      field = attach(page);
    });

    it('shows the element, and keeps it in the document', () => {
      expectShown(page, field);
      expect(page.host.chain.isInDialog).to.equal(false);
    });

    it('leaves nothing behind', async () => {
      expect(childrenOf(page)).to.not.deep.equal([]);
      page.host.chain.detach();
      expect(childrenOf(page)).to.deep.equal([]);
      expect(field.element.hasAttribute('slot')).to.equal(false);
      // Nothing watches any more either.
      page.hosts[0]?.replaceChildren(document.createElement('p'));
      await quiet();
      expect(childrenOf(page)).to.deep.equal(['P']);
      expect(field.element.isConnected).to.equal(false);
    });

    for (const at of positions(roots.length)) {
      it(`is put back where the page replaces the children of host ${at}`, async () => {
        type(field);
        page.hosts[at]?.replaceChildren();
        await nextTask();
        expectShown(page, field);
        expectKept(field);
      });
    }

    it('keeps what was typed while its host is out of the page', () => {
      type(field);
      const [outermost] = page.hosts as [HTMLElement];
      const where = outermost.parentElement as HTMLElement;
      outermost.remove();
      expect(childrenOf(page)).to.deep.equal([]);
      expect(field.element.isConnected).to.equal(false);
      where.append(outermost);
      expectShown(page, field);
      expectKept(field);
    });

    it('follows its host to another outermost host', () => {
      type(field);
      const [outermost] = page.hosts as [HTMLElement];
      const where = outermost.parentElement as HTMLElement;
      const app = wrap({mode: 'closed'}, outermost);
      where.append(app);
      expectShown({...page, hosts: [app]}, field);
      expectKept(field);
      page.host.chain.detach();
      expect(childrenOf({...page, hosts: [app, ...page.hosts]})).to.deep.equal([]);
    });

    it('follows its host out of all shadow roots', () => {
      type(field);
      const {host, hosts} = page;
      const [outermost] = hosts as [HTMLElement];
      outermost.parentElement?.append(host);
      expectShown({...page, hosts: [host]}, field);
      expectKept(field);
      expect(childrenOf({host, hosts: hosts.slice(0, -1)})).to.deep.equal([]);
    });

    it('keeps the element where it is while its outermost host is moved', () => {
      const [outermost] = page.hosts as [HTMLElement];
      const moved: MutationRecord[] = [];
      const observer = new MutationObserver((records) => moved.push(...records));
      observer.observe(outermost, {childList: true});
      outermost.parentElement?.prepend(outermost);
      expectShown(page, field);
      expect(observer.takeRecords()).to.have.length(0);
    });
  });
}

function positions(roots: number): number[] {
  return Array.from({length: roots + 1}, (_, at) => at);
}

describe('A slot chain', () => {
  it('puts back a field, but takes no focus away from where it went on to', async () => {
    const page = await nest({mode: 'open'});
    const field = attach(page);
    type(field);
    const other = document.createElement('button');
    page.hosts[0]?.after(other);
    page.hosts[0]?.replaceChildren();
    other.focus();
    await nextTask();
    expectShown(page, field);
    expect(document.activeElement === other).to.equal(true);
  });

  it('does not give the focus to a field that was left before', async () => {
    const page = await nest({mode: 'open'});
    const field = attach(page);
    type(field);
    field.input.blur();
    await nextTask();
    page.hosts[0]?.replaceChildren();
    await nextTask();
    expectShown(page, field);
    expect(document.activeElement === document.body).to.equal(true);
  });

  it('keeps out of the slots and the children of the page', async () => {
    const page = await nest({mode: 'open'});
    const [app] = page.hosts as [HTMLElement];
    const own = document.createElement('p');
    app.append(own);
    const field = attach(page);
    const slot = insideOf(app).lastElementChild as HTMLSlotElement;
    expect(slot.assignedNodes().map(({nodeName}) => nodeName)).to.deep.equal(['P']);
    app.replaceChildren(own);
    await nextTask();
    expectShown(page, field);
    expect(own.parentElement === app).to.equal(true);
    page.host.chain.detach();
    expect(childrenOf(page)).to.deep.equal(['P']);
  });

  it('shares the hosts of a page with another one', async () => {
    const [one, other] = [await nest(), await nest()];
    const box = document.createElement('div');
    one.host.parentElement?.append(wrap({mode: 'open'}, box));
    box.append(one.host, other.host);
    const fields = [attach(one), attach(other)] as const;
    for (const {input} of fields) expect(hit(input) === input).to.equal(true);
    other.host.chain.detach();
    expect(hit(fields[0].input) === fields[0].input).to.equal(true);
    expect(fields[1].element.isConnected).to.equal(false);
  });

  it('shows one element at a time, and takes what it is given before its host is in the page', async () => {
    const host = new TestFormHost();
    const [first, second] = [createField(), createField()];
    host.chain.attach(first.element);
    host.chain.attach(second.element);
    expect(first.element.slot).to.equal('');
    const page = await nest();
    page.host.after(host);
    await host.updateComplete;
    expect(hit(second.input) === second.input).to.equal(true);
    expect(first.element.isConnected).to.equal(false);
  });

  it('stays with a page that takes its element out a few times', async () => {
    const page = await nest({mode: 'open'});
    const field = attach(page);
    for (let times = 0; times < 5; times++) {
      page.hosts[0]?.replaceChildren();
      await nextTask();
    }
    expectShown(page, field);
    expect(page.host.chain.isInDialog).to.equal(false);
  });
});

it('Every slot chain has a name of its own', () => {
  const names = Array.from({length: 50}, () => new TestFormHost().chain.name);
  expect(new Set(names).size).to.equal(50);
  expect(new TestFormHost().chain).to.be.instanceOf(SlotChain);
});
