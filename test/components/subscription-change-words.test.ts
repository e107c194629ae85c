import {expect} from '@open-wc/testing';
import {language} from '../../src/localize/locales/en/language.js';
import {openFlowPage} from '../support/flow-page.js';
import {clearPage, until} from '../support/mount.js';
import {openReview} from '../support/review.js';

const {review} = language;
afterEach(() => {
  clearPage();
  language.review = review;
});

describe('A review whose words cannot be loaded', () => {
  it('has nothing to press but another try, which brings them', async () => {
    language.review = () => Promise.reject(new TypeError('Failed to fetch'));
    const page = await openFlowPage();
    const {flow} = openReview(page);
    await until(() => flow.failure, 'the trouble');
    expect(flow.act).to.equal(undefined);
    language.review = review;
    flow.action.click();
    await flow.reviewed();
    expect(flow.buttons).to.deep.equal(['Switch to Company — pay €25.28 now']);
  });
});
