import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sumMoney, toMoneyText } from '../../src/domain/money.ts';

const usd = (amount: string) => ({ amount, currency: 'USD' });

describe('an amount in words', () => {
  const cases: [amount: string, currency: string, expected: string, reason: string][] = [
    ['1.00', 'USD', '$1.00', 'plain'],
    ['1', 'EUR', '€1.00', 'cents are always shown'],
    ['0.005', 'USD', '$0.005', 'a price below a cent does not become zero'],
    ['1234.5', 'USD', '$1,234.50', 'grouped'],
    ['9007199254740993.01', 'USD', '$9,007,199,254,740,993.01', 'beyond what a float holds'],
    ['100', 'JPY', '¥100', 'a currency without cents'],
    ['n/a', 'USD', 'n/a USD', 'unreadable amounts are shown as they came'],
    ['1.00', '', '1.00', 'no currency'],
  ];
  for (const [amount, currency, expected, reason] of cases) {
    it(`${amount} ${currency}: ${reason}`, () => assert.equal(toMoneyText({ amount, currency }), expected));
  }
});

describe('a total', () => {
  it('is exact where floats are not', () => {
    assert.deepEqual(sumMoney([usd('0.1'), usd('0.20'), null]), [usd('0.30')]);
  });

  it('keeps currencies apart, in the order they came', () => {
    const euro = { amount: '2.50', currency: 'EUR' };
    assert.deepEqual(sumMoney([usd('1.00'), euro, usd('-0.25')]), [usd('0.75'), euro]);
  });

  it('does not look complete when an amount could not be read', () => {
    assert.deepEqual(sumMoney([usd('1.00'), usd('n/a')]), [usd('1.00'), usd('n/a')]);
  });

  it('of nothing is nothing', () => assert.deepEqual(sumMoney([null]), []));

  it('of any cents equals their integer sum', () => {
    const toAmount = (cents: number) => `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { minLength: 1 }), (cents) => {
        const total = cents.reduce((sum, each) => sum + each, 0);
        assert.deepEqual(sumMoney(cents.map((each) => usd(toAmount(each)))), [usd(toAmount(total))]);
      }),
    );
  });
});
