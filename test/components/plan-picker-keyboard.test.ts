import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {openFlowPage, type FlowPage} from '../support/flow-page.js';
import {focusPage} from '../support/harnesses/payment-host.js';
import {PlanPickerHarness} from '../support/harnesses/plan-picker.js';
import {clearPage, mount, until} from '../support/mount.js';

let page: FlowPage;

async function pick(): Promise<PlanPickerHarness> {
  page = await openFlowPage();
  return new PlanPickerHarness(mount('plan-picker', {...page.source, subscriptionId: 'sub_crew'})).choosing();
}

const press = (key: string): Promise<void> => sendKeys({press: key});

/** Goes on with Tab until something has the focus. */
async function tabTo(picker: PlanPickerHarness, target: () => Element): Promise<void> {
  for (let tries = 0; picker.focused !== target(); tries++) {
    if (tries > 30) throw new Error('cannot be reached');
    await press('Tab');
  }
}

before(focusPage);
afterEach(clearPage);

describe('By keyboard alone', () => {
  it('another plan, seats and a code are chosen, up to the review', async () => {
    const picker = await pick();
    await tabTo(picker, () => picker.radio('Crew'));
    // Company, then around the ends over Starter, which is not taken.
    await press('ArrowRight');
    await until(() => picker.card('Company').isChosen, 'Company');
    await press('ArrowDown');
    expect(picker.focused).to.equal(picker.radio('Starter'));
    expect(picker.card('Company').isChosen, 'a plan that cannot be chosen is only passed').to.equal(true);
    await press('ArrowLeft');
    expect(picker.focused).to.equal(picker.radio('Company'));

    await tabTo(picker, () => picker.more('Seats'));
    await press('Enter');
    await until(() => picker.count('Seats').value === '5', 'five seats');
    await sendKeys({down: 'Shift'});
    await press('Tab');
    await sendKeys({up: 'Shift'});
    expect(picker.focused).to.equal(picker.count('Seats'));
    await press('ArrowUp');
    await until(() => picker.count('Seats').value === '6', 'six seats');
    await press('ArrowDown');
    await until(() => picker.count('Seats').value === '5', 'five seats again');

    await tabTo(picker, () => picker.code);
    await sendKeys({type: 'FIELD10'});
    await press('Enter');
    await until(() => picker.codeNote.startsWith('10% off Company'), 'the effect of the code');
    expect(picker.focused).to.equal(picker.code);

    await picker.settled();
    await tabTo(picker, () => picker.review);
    await press('Enter');
    const review = await picker.reviewing();
    await until(() => review.focused === review.titleElement, 'the focus on the title');
    expect(review.element.change).to.deep.include({priceId: 'company_monthly', quantity: 5, promotionCode: 'FIELD10'});
    await sendKeys({down: 'Shift'});
    await press('Tab');
    await sendKeys({up: 'Shift'});
    expect(review.focused).to.equal(review.back);
    await press('Enter');
    await until(() => picker.focused === picker.review, 'the focus on the button that led there');
  });

  it('what is not possible is reached, and says why', async () => {
    const picker = await pick();
    await tabTo(picker, () => picker.less('Seats'));
    const described = picker.less('Seats').getAttribute('aria-describedby');
    expect(described).to.equal('count-seats-note');
    await press('Enter');
    expect(picker.count('Seats').value).to.equal('4');
    await tabTo(picker, () => picker.review);
    expect(picker.review.ariaDisabled).to.equal('true');
    expect(picker.review.getAttribute('aria-describedby')).to.equal('foot');
    await press('Enter');
    expect(picker.isReviewing).to.equal(false);
  });

  it('the arrows go as the plans are seen where they stand from right to left', async () => {
    document.documentElement.lang = 'ar';
    document.documentElement.dir = 'rtl';
    const picker = await pick();
    await until(() => picker.names.includes('Crew'), 'Crew');
    await picker.settled();
    await tabTo(picker, () => picker.radio('Crew'));
    await press('ArrowLeft');
    await until(() => picker.card('Company').isChosen, 'Company');
  });
});
