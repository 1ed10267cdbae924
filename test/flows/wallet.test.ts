import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createWallet, offersOf } from '../../src/flows/wallet.ts';
import type { Document } from '../../src/telnyx/telnyx.ts';
import { anAddress, MINUTE_MS, NOW } from '../support/builders.ts';
import { createFakeTelnyx } from '../support/fake-telnyx.ts';
import { aTelnyxError, createFakeClock, createLife } from '../support/fakes.ts';

const aDocument = (given: Partial<Document>): Document => ({
  id: 'd',
  filename: 'a.pdf',
  contentType: null,
  sizeBytes: null,
  sha256: null,
  status: 'verified',
  reference: null,
  ...given,
});

const open = () => {
  const [life, clock] = [createLife(), createFakeClock(NOW)];
  const { telnyx, state } = createFakeTelnyx(life, clock);
  state.addresses = [
    anAddress({ id: 'unnamed', reference: null, businessName: 'Zuse KG', locality: 'Hünfeld' }),
    anAddress({ id: 'berlin' }),
    anAddress({ id: 'paris', country: 'FR', locality: 'Paris', reference: 'Paris office' }),
  ];
  state.documents = [
    aDocument({ id: 'plain', filename: 'scan.PDF' }),
    aDocument({ id: 'named', filename: 'passport.png', reference: 'Ada’s passport' }),
    aDocument({ id: 'denied', status: 'denied' }),
    aDocument({ id: 'infected', scanStatus: 'infected' }),
  ];
  return { life, clock, state, wallet: createWallet({ telnyx, clock }) };
};

describe('addresses that Telnyx has', () => {
  const cases: [country: string | null, text: string, ids: string[], why: string][] = [
    ['DE', '', ['berlin', 'unnamed'], 'in the country, those with a name first'],
    [null, '', ['berlin', 'paris', 'unnamed'], 'anywhere'],
    ['DE', 'LINDEN berlin', ['berlin'], 'each word is somewhere in it, in any case'],
    ['DE', 'zuse', ['unnamed'], 'by the business'],
    ['DE', 'lovelace 10117', ['berlin', 'unnamed'], 'by the person and the postal code'],
    ['DE', 'zuse paris', [], 'one of the words is missing'],
    ['DE', 'paris', [], 'that one is in another country'],
  ];
  for (const [country, text, ids, why] of cases)
    it(`${country ?? 'any'} “${text}”: ${ids.join() || 'none'}, ${why}`, async () => {
      assert.deepEqual(
        (await open().wallet.addresses({ country, text })).map(({ id }) => id),
        ids,
      );
    });

  it('are found by id', async () => {
    const { wallet } = open();
    assert.equal((await wallet.address('paris'))?.locality, 'Paris');
    assert.equal(await wallet.address('gone'), null);
  });
});

describe('documents that Telnyx has', () => {
  const cases: [endings: string[] | null, text: string, ids: string[], why: string][] = [
    [null, '', ['named', 'plain'], 'usable ones only, those with a name first'],
    [['pdf'], '', ['plain'], 'of a kind that the field takes, whatever its case'],
    [null, 'ada', ['named'], 'by what they are called'],
    [null, 'scan', ['plain'], 'by their file'],
  ];
  for (const [endings, text, ids, why] of cases)
    it(`${endings ?? 'any'} “${text}”: ${ids.join() || 'none'}, ${why}`, async () => {
      assert.deepEqual(
        (await open().wallet.documents({ endings, text })).map(({ id }) => id),
        ids,
      );
    });
});

describe('the lists', () => {
  const all = { country: null, text: '' };

  it('are read once a minute, however many ask at once', async () => {
    const { wallet, life, clock } = open();
    await Promise.all([wallet.addresses(all), wallet.addresses(all), wallet.address('paris')]);
    clock.pass(MINUTE_MS - 1);
    await wallet.addresses(all);
    assert.equal(life.count('telnyx.addresses.list'), 1);
    clock.pass(1);
    await wallet.addresses(all);
    assert.equal(life.count('telnyx.addresses.list'), 2);
  });

  it('are offered at once while they are read again behind, for half an hour', async () => {
    const { wallet, life, clock, state } = open();
    await wallet.addresses(all);
    state.addresses = [...state.addresses, anAddress({ id: 'new' })];
    clock.pass(30 * MINUTE_MS - 1);
    assert.equal((await wallet.addresses(all)).length, 3, 'nobody waits');
    assert.equal(life.count('telnyx.addresses.list'), 2);
    assert.equal((await wallet.addresses(all)).length, 4);
    state.addresses = [];
    clock.pass(30 * MINUTE_MS);
    assert.equal((await wallet.addresses(all)).length, 0, 'too old to be offered');
  });

  it('are offered still when they cannot be read again, and asked for the next time', async () => {
    const { wallet, life, clock } = open();
    await wallet.addresses(all);
    clock.pass(MINUTE_MS);
    life.failNext('telnyx.addresses.list', aTelnyxError('telnyx_unreachable'));
    assert.equal((await wallet.addresses(all)).length, 3);
    assert.equal((await wallet.addresses(all)).length, 3);
    assert.equal(life.count('telnyx.addresses.list'), 3);
  });

  it('are waited for where something is about to be sent', async () => {
    const { wallet, clock, state } = open();
    await wallet.addresses(all);
    state.addresses = [...state.addresses, anAddress({ id: 'new' })];
    clock.pass(MINUTE_MS);
    assert.equal((await wallet.address('new'))?.id, 'new');
  });

  it('are read again after something was added', async () => {
    const { wallet, life, state } = open();
    await wallet.addresses(all);
    state.addresses = [...state.addresses, anAddress({ id: 'new' })];
    wallet.forget();
    assert.equal((await wallet.addresses(all)).length, 4);
    assert.equal(life.count('telnyx.addresses.list'), 2);
  });

  it('are asked for again after they could not be read', async () => {
    const { wallet, life } = open();
    life.failNext('telnyx.addresses.list', aTelnyxError('telnyx_unreachable'));
    await assert.rejects(wallet.addresses(all), { code: 'telnyx_unreachable' });
    assert.equal((await wallet.addresses(all)).length, 3);
  });

  for (const [countries, addresses, why] of [
    [['DE'], true, 'one is in the country'],
    [['IT'], false, 'none is'],
    [['IT', null], true, 'one field takes any country'],
    [[], false, 'no field asks for one'],
  ] as const)
    it(`offer ${addresses ? 'addresses' : 'no address'}: ${why}`, async () => {
      assert.deepEqual(await offersOf(open().wallet, countries), { addresses, documents: true });
    });
});
