import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkAddress } from '../../src/domain/address.ts';
import type { AddressInput } from '../../src/domain/requirement.ts';

const anAddress = (change: Partial<AddressInput> = {}): AddressInput => ({
  firstName: 'Jane',
  lastName: 'Doe',
  businessName: 'Example GmbH',
  streetAddress: 'Musterstr. 1',
  extendedAddress: null,
  locality: 'Berlin',
  administrativeArea: null,
  postalCode: '10115',
  country: 'DE',
  reference: null,
  ...change,
});

describe('a new address', () => {
  const cases: [change: Partial<AddressInput>, country: string | null, fields: string[], reason: string][] = [
    [{}, 'DE', [], 'complete'],
    [{ firstName: '', lastName: ' ' }, 'DE', [], 'a business alone'],
    [{ businessName: '' }, 'DE', [], 'a person alone'],
    [{ firstName: '', lastName: '', businessName: '' }, 'DE', ['firstName'], 'nobody'],
    [{ lastName: '' }, 'DE', ['lastName'], 'half a person'],
    [{ firstName: '' }, 'DE', ['firstName'], 'half a person'],
    [{ streetAddress: ' ', locality: '' }, 'DE', ['streetAddress', 'locality'], 'blanks are nothing'],
    [{ postalCode: '' }, 'DE', ['postalCode'], 'Telnyx needs it to validate'],
    [{ postalCode: '1011' }, 'DE', ['postalCode'], 'a digit short'],
    [{ postalCode: ' 10115 ' }, 'DE', [], 'blanks around do not count'],
    [{ country: 'GB', postalCode: 'sw1a1aa' }, 'GB', [], 'as people type it'],
    [{ country: 'US', postalCode: '78701-1234' }, 'US', [], 'the long form'],
    [{ country: 'HK', postalCode: '' }, 'HK', [], 'a country without postal codes'],
    [{ country: 'KE', postalCode: 'whatever' }, 'KE', [], 'a form that we do not know'],
    [{ country: 'FR', postalCode: '75001' }, 'DE', ['country'], 'has to be where the number is'],
    [{ country: 'FR', postalCode: '75001' }, null, [], 'may be anywhere'],
    [{ country: '' }, null, ['country'], 'no country'],
    [{ country: 'XX' }, null, ['country'], 'no such country'],
  ];
  for (const [change, country, fields, reason] of cases) {
    it(`${JSON.stringify(change)} for ${country ?? 'anywhere'}: ${reason}`, () => {
      const problems = checkAddress({ address: anAddress(change), country });
      assert.deepEqual(
        problems.map(({ field }) => field),
        fields,
      );
    });
  }

  it('is told how the postal code looks', () => {
    const [problem] = checkAddress({ address: anAddress({ postalCode: 'X' }), country: 'DE' });
    assert.equal(problem?.message, 'This is no postal code of Germany: they look like 10000.');
  });
});
