import {expect} from '@open-wc/testing';
import {errorCodes, findErrorCode} from '../../src/contract/error-codes.js';
import {BillingError, isBillingError} from '../../src/contract/errors.js';
import {portalMembers, findIncluded} from '../../src/contract/portal.js';
import {problemSchema} from '../../src/contract/problem.js';
import {toProblem} from '../../src/server/guard/answer.js';
import {toBillingError} from '../../src/server/rules/faults.js';

type Errors = typeof import('../../src/contract/errors.js');

describe('A billing error', () => {
  it('is known as one, also when another copy of the script made it', async () => {
    const address = new URL('../../src/contract/errors.ts?copy=2', import.meta.url).href;
    const other = (await import(address)) as Errors;
    const error = new other.BillingError('session_expired', {field: 'a'});
    expect(error).not.to.be.instanceOf(BillingError);
    expect(isBillingError(error)).to.equal(true);
    expect(other.isBillingError(new BillingError('internal'))).to.equal(true);
    expect(toBillingError(error)).to.equal(error);
  });

  it('is nothing else that may be thrown', () => {
    const named = Object.assign(new Error('a'), {name: 'BillingError'});
    const coded = Object.assign(new Error('a'), {code: 'session_expired'});
    const look = {name: 'BillingError', code: 'session_expired'};
    for (const thrown of [named, coded, look, new TypeError('a'), 'session_expired', null, undefined, 7]) {
      expect(isBillingError(thrown)).to.equal(false);
      expect(toBillingError(thrown).code).to.equal('internal');
    }
  });

  it('carries what was given, and only that', () => {
    const cause = new Error('why');
    const options = {
      field: 'a.b',
      retryable: true,
      correlationId: '12345678',
      details: {limit: 3},
      message: 'for you',
      cause,
    };
    expect(new BillingError('not_found', options)).to.include({...options, code: 'not_found', name: 'BillingError'});
    const plain = new BillingError('not_found');
    expect(plain).to.include({message: 'not_found', retryable: false});
    expect([plain.field, plain.correlationId, plain.details, plain.cause]).to.deep.equal(Array(4).fill(undefined));
  });
});

describe('An error code', () => {
  for (const [code, row] of Object.entries(errorCodes)) {
    it(`${code} is told as a problem of ${row.status}`, async () => {
      expect(findErrorCode(code)).to.equal(row);
      expect(code).to.match(/^[a-z]+(_[a-z]+)*$/);
      const response = toProblem(new BillingError(code), '0123ABCD');
      expect(response.status).to.equal(row.status);
      const problem = problemSchema.parse(await response.json());
      expect(problem).to.include({...row, code, correlationId: '0123ABCD'});
    });
  }

  it('that is not in the table is 500, and none of the words of an object', async () => {
    for (const code of ['gone_fishing', 'toString', '__proto__', 'constructor', '']) {
      expect(findErrorCode(code)).to.equal(undefined);
      expect(toProblem(new BillingError(code), '0123ABCD').status).to.equal(500);
    }
  });

  it('says whether to try again, where the error itself says more than the table', async () => {
    const once = toProblem(new BillingError('not_found', {retryable: true}), '0123ABCD');
    expect(problemSchema.parse(await once.json())).to.include({status: 404, retryable: true});
  });
});

describe('The table of codes in docs/contract.md', () => {
  it('says of what is raised in the page that it may go well later', async () => {
    const page = await (await fetch(new URL('../../docs/contract.md', import.meta.url))).text();
    for (const code of ['offline', 'timeout', 'invalid_answer']) {
      expect(page, code).to.match(new RegExp(`^\\| \`${code}\` +\\| +\\| yes +\\|`, 'm'));
    }
  });
});

describe('A problem', () => {
  it('holds field and details where there are some, and never a cause', async () => {
    const cause = new Error('secret');
    const error = new BillingError('invalid_request', {field: 'a', details: {limit: 3}, message: 'say a', cause});
    const text = await toProblem(error, '0123ABCD', {Allow: 'GET'}).text();
    expect(problemSchema.parse(JSON.parse(text))).to.deep.include({title: 'say a', field: 'a', details: {limit: 3}});
    expect(text).not.to.contain('secret');
  });

  it('of the server’s own says no more than its code', async () => {
    const error = new BillingError('provider_unavailable', {message: 'secret'});
    expect(await toProblem(error, '0123ABCD').text()).not.to.contain('secret');
  });
});

describe('The members to include', () => {
  it('are all, those that are named, or undefined for one that is not known', () => {
    expect([...(findIncluded(undefined) ?? [])]).to.deep.equal([...portalMembers]);
    expect([...(findIncluded('invoices,session') ?? [])]).to.deep.equal(['invoices']);
    expect(findIncluded('')?.size).to.equal(0);
    for (const name of ['usage', 'unavailable', 'contract', 'toString']) expect(findIncluded(name)).to.equal(undefined);
  });
});
