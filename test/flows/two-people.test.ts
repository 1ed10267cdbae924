import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answers } from '../../src/domain/requirement.ts';
import { HOUR_MS, MINUTE_MS, NOW } from '../support/builders.ts';
import { aTelnyxError } from '../support/fakes.ts';
import { createFormWorld, file, text } from '../support/form-world.ts';

const ADA: Answers = { 'req-name': text('Ada Lovelace') };
const GRACE: Answers = { 'req-name': text('Grace Hopper') };

/** Two people with the same form open, of whom the second has just sent a name. */
const overtaken = async (mine: Answers = ADA) => {
  const opened = await createFormWorld();
  const [me, other] = [opened.at('U2'), opened.at('U3')];
  await me.open();
  await me.type(mine);
  await other.send(GRACE);
  opened.world.clock.pass(MINUTE_MS);
  return { ...opened, me, other };
};

describe('two people at one part', () => {
  it('are told of each other: the form names the colleague, and the card too', async () => {
    const { world, part, at } = await createFormWorld();
    await at('U2').open();
    assert.deepEqual(world.orders.all()[0]?.filling, { [part.partId]: { personId: 'U2', since: NOW, open: true } });
    assert.equal(world.threads.posted.at(-1)?.kind, 'card-update');
    assert.deepEqual((await at('U3').open()).form.colleague, { personId: 'U2', since: NOW });
    assert.equal((await at('U3').open()).form.colleague, null, 'nobody is their own colleague');
  });

  it('are not told of one who closed the form, or left it open an hour ago', async () => {
    const { world, at } = await createFormWorld();
    await at('U2').open();
    world.clock.pass(HOUR_MS);
    assert.equal((await at('U3').open()).form.colleague, null);
    await at('U3').type(ADA);
    await at('U3').close();
    assert.equal((await at('U2').open()).form.colleague, null);
  });

  it('send nothing over each other: the second is asked first, and told who sent what', async () => {
    const { world, me } = await overtaken();
    const outcome = await me.submit();
    assert.ok(outcome.kind === 'changed');
    assert.deepEqual(
      outcome.conflicts.map(({ key, by, settled, requirement }) => [key, by, settled, requirement.name]),
      [['req-name', { personId: 'U3', at: NOW }, false, 'Name of the end user']],
    );
    assert.equal(world.life.count('telnyx.subOrders.update'), 1, 'the colleague’s');
    assert.deepEqual((await me.draft())?.answers, ADA);
  });

  it('are shown both answers: what was typed, files by their names', async () => {
    const { world, at } = await createFormWorld();
    const [me, other] = [at('U2'), at('U3')];
    await me.open();
    await me.type({ ...ADA, 'req-id': file('F1') });
    await other.send({ ...GRACE, 'req-id': file('F2') });
    const outcome = await me.submit();
    assert.ok(outcome.kind === 'changed');
    const uploaded = world.state.documents[0];
    assert.deepEqual(
      outcome.conflicts.map(({ mine, theirs }) => [mine, theirs]),
      [
        [text('Ada Lovelace'), text('Grace Hopper')],
        [file('F1'), { kind: 'document', documentId: uploaded?.id, label: uploaded?.filename }],
      ],
    );
    assert.equal(world.lines.join().includes('Grace Hopper'), false, 'and nowhere else');
  });

  it('are asked all the same when the names cannot be looked up now', async () => {
    const { world, at } = await createFormWorld();
    const [me, other] = [at('U2'), at('U3')];
    await me.open();
    await me.type({ 'req-id': file('F1') });
    await other.send({ 'req-id': file('F2') });
    world.clock.pass(MINUTE_MS);
    world.life.failNext('telnyx.documents.list', aTelnyxError('telnyx_unreachable'));
    const outcome = await me.submit();
    assert.ok(outcome.kind === 'changed');
    const [conflict] = outcome.conflicts;
    assert.deepEqual(conflict?.theirs, { kind: 'document', documentId: world.state.documents[0]?.id, label: null });
  });

  it('are told of an answer that came through the portal, without a name', async () => {
    const { world, part, at } = await createFormWorld();
    const me = at();
    await me.open();
    await me.type(ADA);
    await world.telnyx.subOrders.update(part.partId, [{ requirementId: 'req-name', value: 'Grace Hopper' }]);
    const outcome = await me.submit();
    assert.ok(outcome.kind === 'changed');
    assert.equal(outcome.conflicts[0]?.by, null);
  });

  it('send mine in place of theirs when I say so', async () => {
    const { me, values, world, part } = await overtaken();
    await me.submit();
    await me.decide({ 'req-name': 'mine' });
    const outcome = await me.submit();
    assert.ok(outcome.kind === 'sent');
    assert.deepEqual([outcome.sent, values('req-name')], [['req-name'], ['Ada Lovelace']]);
    assert.equal(world.orders.all()[0]?.answeredBy[part.partId]?.['req-name']?.personId, 'U2');
  });

  it('leave theirs when I say so, and send the rest', async () => {
    const { me, values } = await overtaken({ ...ADA, 'req-id': file('F1') });
    await me.submit();
    await me.decide({ 'req-name': 'theirs' });
    const outcome = await me.submit();
    assert.ok(outcome.kind === 'sent');
    assert.deepEqual([outcome.sent, values('req-name')], [['req-id'], ['Grace Hopper']]);
  });

  it('leave theirs when that was all there was to send', async () => {
    const { me, world } = await overtaken();
    await me.decide({ 'req-name': 'theirs' });
    assert.deepEqual(await me.submit(), { kind: 'nothing' });
    assert.equal(world.life.count('telnyx.subOrders.update'), 1);
    assert.equal(await me.draft(), null, 'nothing of mine is left to continue with');
  });

  it('stay on the card when the other one sends', async () => {
    const { world, part, at } = await createFormWorld();
    await at('U3').open();
    await at('U2').open();
    await at('U3').type(GRACE);
    await at('U3').submit();
    assert.equal(world.orders.all()[0]?.filling[part.partId]?.personId, 'U2');
  });

  it('are at the form before the card says so, and though it cannot', async () => {
    const { world, part, target, at } = await createFormWorld();
    const flow = world.flows.fulfilRequirements;
    await flow.open(at().on);
    assert.equal(world.orders.all()[0]?.filling[part.partId]?.personId, 'U2');
    assert.equal(world.threads.posted.length, 0, 'nobody waits for Slack');
    world.life.failNext('store.get', aTelnyxError('store_failed'));
    await flow.announce(target);
    assert.match(world.lines.join('\n'), /the card does not show yet/);
    await flow.announce(target);
    assert.equal(world.threads.posted.at(-1)?.kind, 'card-update');
  });

  it('are not asked again about what was decided when more is asked about later', async () => {
    const { world, part, me } = await overtaken({ ...ADA, 'req-id': file('F1') });
    await me.decide({ 'req-name': 'mine' });
    await world.telnyx.subOrders.update(part.partId, [{ requirementId: 'req-id', value: 'd9' }]);
    const outcome = await me.submit();
    assert.ok(outcome.kind === 'changed');
    assert.deepEqual(
      outcome.conflicts.map(({ key }) => key),
      ['req-id'],
    );
    await me.decide({ 'req-id': 'theirs' });
    const last = await me.submit();
    assert.ok(last.kind === 'sent');
    assert.deepEqual(last.sent, ['req-name']);
  });

  it('are not asked about an answer that says the same', async () => {
    const { me } = await overtaken(GRACE);
    assert.deepEqual(await me.submit(), { kind: 'nothing' });
  });

  it('never replace what Number Ops approved meanwhile', async () => {
    const { world, part, me } = await overtaken({ ...ADA, 'req-id': file('F1') });
    world.decide(part.partId, { 'req-name': 'approved' }, 'requirement-info-pending');
    await me.decide({ 'req-name': 'mine' });
    const outcome = await me.submit();
    assert.ok(outcome.kind === 'sent');
    assert.deepEqual(outcome.sent, ['req-id']);
  });

  it('are not asked about what a colleague sent before the form was opened', async () => {
    const { at, world } = await createFormWorld();
    await at('U3').send(GRACE);
    assert.deepEqual(await at('U2').send(ADA), { kind: 'nothing' });
    assert.equal(world.life.count('telnyx.subOrders.update'), 1);
  });

  it('are asked anew at the next sitting, not by what was decided in the last one', async () => {
    const { me } = await overtaken();
    await me.decide({ 'req-name': 'mine' });
    await me.open();
    assert.deepEqual((await me.draft())?.decided, {});
  });

  it('do not overwrite the colleague on the card by closing', async () => {
    const { world, part, at } = await createFormWorld();
    await at('U2').open();
    await at('U3').open();
    await at('U2').type(ADA);
    await at('U2').close();
    assert.deepEqual(world.orders.all()[0]?.filling[part.partId]?.personId, 'U3');
  });

  it('are told what was sent though sending broke off half way, and send the rest the next time', async () => {
    const { world, at } = await createFormWorld();
    world.life.failNext('telnyx.subOrders.update', aTelnyxError('telnyx_unclear'), { isDone: true });
    await assert.rejects(at().send({ ...ADA, 'req-id': file('F1') }), { code: 'telnyx_unclear' });
    const outcome = await at().submit();
    assert.equal(outcome.kind, 'changed', 'the file is at Telnyx by now: nobody can compare it');
    await at().decide({ 'req-id': 'theirs' });
    assert.deepEqual(await at().submit(), { kind: 'nothing' });
  });
});
