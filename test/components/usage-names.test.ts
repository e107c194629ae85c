import {expect} from '@open-wc/testing';
import {findMeter, toMeterName} from '../../src/components/usage-meters/usage-choice.js';
import type {Meter} from '../../src/contract/usage.js';

const meter = (id: string, subscriptionId: string | null): Meter => ({id, subscriptionId}) as Meter;

describe('The name of a meter', () => {
  const [seats, others, storage] = [meter('seats', 'sub_a'), meter('seats', 'sub_b'), meter('storage', null)];
  const meters = [seats, others, storage];

  it('is its id where no other has it', () => {
    expect(toMeterName(storage, meters)).to.equal('storage');
    expect(findMeter(meters, 'storage')).to.equal(storage);
  });

  it('leads to each of those that share an id', () => {
    expect(findMeter(meters, toMeterName(seats, meters))).to.equal(seats);
    expect(findMeter(meters, toMeterName(others, meters))).to.equal(others);
  });

  it('may be the id alone: the first one then; and what nobody has leads nowhere', () => {
    expect(findMeter(meters, 'seats')).to.equal(seats);
    expect(findMeter(meters, 'calls')).to.equal(undefined);
  });
});
