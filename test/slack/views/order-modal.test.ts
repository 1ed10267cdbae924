import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { OrderOffer } from '../../../src/domain/order-offer.ts';
import { orderContext } from '../../../src/slack/ids-of-orders.ts';
import { orderModal, readOrderForm } from '../../../src/slack/views/order-modal.ts';
import { anAvailableNumber, aRequirementGroup, aRequirementType, aTrackedOrder } from '../../support/builders.ts';
import { buttonsOf, elementsOf, wordsOf } from './shown.ts';

const one = anAvailableNumber();
const other = anAvailableNumber({ phoneNumber: '+4930901820002' });

const anOffer = (given: Partial<OrderOffer> = {}): OrderOffer => ({
  numbers: [one, other],
  gone: [],
  alternatives: [],
  parts: [
    {
      country: 'DE',
      numberType: 'local',
      phoneNumbers: [one.phoneNumber, other.phoneNumber],
      paperwork: { country: 'DE', numberType: 'local', requirements: [aRequirementType()] },
      groups: [aRequirementGroup({ country: 'DE' })],
      groupRequired: false,
    },
  ],
  connections: [{ id: 'c1', name: 'Main' }],
  messagingProfiles: [],
  billingGroups: [],
  ...given,
});
const context = { token: 'abc123', channelId: 'C1' };
const swiss = (groups: OrderOffer['parts'][number]['groups']) =>
  anOffer({ parts: [{ ...anOffer().parts[0]!, country: 'CH', groups, groupRequired: true }] });

describe('the order form', () => {
  it('shows each price, the totals, that orders are final, and the reference as Telnyx will show it', () => {
    const words = wordsOf(orderModal({ offer: anOffer(), context }));
    assert.match(words, /\+49 30 901820001 · Berlin · upfront \$1\.00, monthly \$1\.00/);
    assert.match(words, /Total: upfront \$2\.00, then \$2\.00 a month/);
    assert.match(words, /Orders are final: Telnyx does not refund/);
    assert.match(words, /“your words · nd-abc123”/);
    assert.match(words, /1 requirement to answer before activation/);
  });

  it('offers the groups that fit without choosing one, and only what the account has', () => {
    const view = orderModal({ offer: anOffer(), context });
    assert.equal(JSON.stringify(view).includes('initial_option'), false);
    const ids = elementsOf(view, 'input').map((each) => each.block_id);
    assert.deepEqual(ids, ['order:reference', 'group:DE:local', 'order:connection', 'order:channel']);
  });

  it('asks for a group where Telnyx takes no order without one', () => {
    const view = orderModal({ offer: swiss([aRequirementGroup()]), context });
    const group = elementsOf(view, 'input').find((each) => each.block_id === 'group:CH:local');
    assert.equal(group?.optional, undefined);
    assert.match(wordsOf(view), /only with a group in which every requirement has a value/);
  });

  it('sends nothing and says what to do when there is no usable group', () => {
    const view = orderModal({ offer: swiss([]), context });
    assert.equal(view.submit?.text, 'Check again');
    assert.match(wordsOf(view), /cannot be placed yet.* Create it from here: the form comes back with all/s);
    assert.deepEqual(buttonsOf(view), ['Create a requirement group']);
    assert.ok(
      elementsOf(view, 'input').some((each) => each.block_id === 'order:reference'),
      'what is typed stays',
    );
  });

  it('lets a group that was made from inside it stand chosen, under a block of its own, and no other', () => {
    const groups = [aRequirementGroup({ id: 'theirs' }), aRequirementGroup({ id: 'ours' })];
    const made = { 'CH:local': { groupId: 'ours', revision: 2 } };
    const view = orderModal({ offer: swiss(groups), context: { ...context, made } });
    const field = elementsOf(view, 'input').find((each) => String(each.block_id).startsWith('group:'));
    assert.equal(field?.block_id, 'group:CH:local:2', 'a new id, or Slack would keep the earlier choice');
    assert.match(JSON.stringify(field), /"initial_option":\{[^}]*\}[^}]*"value":"ours"/);
    assert.deepEqual(orderContext.decode(view.private_metadata).made, made);
    const values = { 'group:CH:local:2': { x: { selected_option: { value: 'ours' } } } };
    assert.deepEqual(readOrderForm({ values }).groupByPart, { 'CH:local': 'ours' });
    const unusable = orderModal({ offer: swiss([]), context: { ...context, made } });
    assert.deepEqual(buttonsOf(unusable), ['Fill in the group for CH local']);
    assert.match(wordsOf(unusable), /The one that you made here has values missing: fill it in/);
  });

  it('says what will be asked for, shortened, and what fits', () => {
    const requirements = Array.from({ length: 9 }, (_, at) => aRequirementType({ id: `r${at}`, name: `Name ${at}` }));
    const [part] = anOffer().parts;
    assert.ok(part);
    const paperwork = { ...part.paperwork, requirements };
    const words = wordsOf(orderModal({ offer: anOffer({ parts: [{ ...part, paperwork }] }), context }));
    assert.match(
      words,
      /9 requirements to answer before activation: Name 0, .*Name 5 and 3 more\. 1 requirement group fits\./,
    );
  });

  it('names the number that is gone, offers others, and orders the rest', () => {
    const offer = anOffer({
      numbers: [one],
      gone: [other.phoneNumber],
      alternatives: [anAvailableNumber({ phoneNumber: '+4930901820009' })],
    });
    const view = orderModal({ offer, context, notice: { kind: 'gone', offer } });
    assert.match(wordsOf(view), /\+49 30 901820002 is no longer for sale/);
    assert.equal(view.submit?.text, 'Order the other 1');
    assert.equal(elementsOf(view, 'multi_static_select').length, 1);
    assert.deepEqual(orderContext.decode(view.private_metadata).phoneNumbers, [one.phoneNumber]);
    assert.ok(orderContext.decode(view.private_metadata).seenPrices['+4930901820009']);
  });

  it('warns of a repeat, and takes the next submit as a confirmation', () => {
    const view = orderModal({ offer: anOffer(), context, notice: { kind: 'repeat', earlier: aTrackedOrder() } });
    assert.match(wordsOf(view), /<@U1> ordered 1 number with this reference .* submit again to go on/s);
    assert.equal(orderContext.decode(view.private_metadata).repeatConfirmed, true);
    assert.equal(
      orderContext.decode(orderModal({ offer: anOffer(), context }).private_metadata).repeatConfirmed,
      false,
    );
  });

  it('says which price rose', () => {
    const rises = [{ phoneNumber: one.phoneNumber, from: '$1.00', to: '$2.00' }];
    const view = orderModal({ offer: anOffer(), context, notice: { kind: 'price-rose', offer: anOffer(), rises } });
    assert.match(wordsOf(view), /\+49 30 901820001: \$1\.00, now \$2\.00/);
  });

  it('reads the form back', () => {
    const values = {
      'order:reference': { x: { value: ' Acme ' } },
      'group:DE:local': { x: { selected_option: { value: 'group-1' } } },
      'group:FR:local': { x: { selected_option: null } },
      'order:channel': { x: { selected_conversation: 'C2' } },
    };
    assert.deepEqual(readOrderForm({ values }), {
      reference: 'Acme',
      groupByPart: { 'DE:local': 'group-1', 'FR:local': null },
      connectionId: null,
      messagingProfileId: null,
      billingGroupId: null,
      channelId: 'C2',
      alternatives: [],
    });
  });

  it('keeps fifty numbers and their prices in the form', () => {
    const price = fc.option(
      fc.double({ min: 0, max: 9999, noNaN: true }).map((each) => each.toFixed(4)),
      { nil: null },
    );
    const prices = fc.array(fc.record({ upfront: price, monthly: price }), { minLength: 50, maxLength: 50 });
    fc.assert(
      fc.property(prices, fc.boolean(), fc.array(fc.uuid(), { maxLength: 4 }), (list, repeatConfirmed, made) => {
        const phoneNumbers = list.map((_, at) => `+49309018200${String(at).padStart(4, '0')}`);
        const seenPrices = Object.fromEntries(list.map((each, at) => [phoneNumbers[at]!, { ...each }]));
        const value = {
          token: 'abcdefghijklmnop',
          phoneNumbers,
          seenPrices,
          repeatConfirmed,
          channelId: 'C0123456789',
          made: Object.fromEntries(made.map((groupId, at) => [`C${at}:shared_cost`, { groupId, revision: 99 }])),
          heldUntil: 1_768_208_400_000,
        };
        const text = orderContext.encode(value);
        assert.ok(text.length <= 3000, `${text.length}`);
        assert.deepEqual(orderContext.decode(text), value);
      }),
    );
  });
});
