import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { postJson } from '../sandbox/web/open-page.ts';
import { askTelnyx } from '../support/act.ts';
import { createFulfilledGroup } from '../support/fulfilled-group.ts';
import { desk, see } from './support/hands.ts';
import { sharedBrowser } from './support/open-browser.ts';
import { visit } from './support/visit.ts';

const browser = sharedBrowser();

describe('requirement groups on the desk', () => {
  it('are declined for what is ticked, let run out, commented and approved', async (t) => {
    const { page, world } = await visit(t, await browser());
    const groupId = await createFulfilledGroup(world, { country: 'CH', reference: 'Zug office' });
    const path = `/requirement_groups/${groupId}/submit_for_approval`;
    const groups = desk(page).getByRole('region', { name: 'Requirement groups' });
    await groups.getByText('1 requirement group', { exact: true }).click();
    await see(groups.getByText(/Switzerland · \d of \d values · Zug office/));
    await see(groups.getByText('Not approved').first());

    await askTelnyx(world, { method: 'POST', path });
    await groups.getByRole('button', { name: 'Decline the CH local group' }).click();
    await groups.getByRole('button', { name: 'Decline', exact: true }).click();
    await see(groups.getByText('Say what is wrong: without a comment nobody can fix it.'));
    const [first] = world.telnyx.desk.group(groupId).requirements;
    await groups.getByRole('checkbox', { name: first?.name ?? '' }).check();
    await groups.getByLabel(/^What is wrong/).fill('Which company is it?');
    await groups.getByRole('button', { name: 'Decline', exact: true }).click();
    await see(desk(page).getByText(/^Declined\. numberdesk tells/));
    const declined = world.telnyx.desk.group(groupId);
    assert.deepEqual(
      declined.requirements.map(({ status }) => status === 'declined'),
      declined.requirements.map((_, at) => at === 0),
    );
    assert.equal(declined.comments[0]?.body, 'Which company is it?');

    const card = groups.getByRole('article', { name: 'CH local group' });
    await groups.getByText('1 requirement group', { exact: true }).click();
    await card.getByRole('button', { name: `Set until when it is good: ${first?.name}` }).click();
    await card.getByLabel(/^Good until/).fill('2020-01-01T10:00');
    await card.getByRole('button', { name: 'Set', exact: true }).click();
    await see(card.getByText(/That is in the past/));
    await card.getByLabel(/^Good until/).fill('2031-01-01T10:00');
    await card.getByRole('button', { name: 'Set', exact: true }).click();
    await see(card.getByText(/^Good until Wed, 1 Jan 2031/));
    await card.getByRole('button', { name: 'Write a comment…' }).click();
    await card.getByLabel(/^Comment of Number Ops/).fill('Please hurry.');
    await card.getByRole('button', { name: 'Send', exact: true }).click();
    await see(card.getByText('2 comments'));
  });

  it('are approved while they wait, which the tab counts', async (t) => {
    const { page, world } = await visit(t, await browser());
    const groupId = await createFulfilledGroup(world, { country: 'CH', reference: 'Zug office' });
    await askTelnyx(world, { method: 'POST', path: `/requirement_groups/${groupId}/submit_for_approval` });
    await see(desk(page).getByRole('tab', { name: 'Review 1' }));
    await desk(page).getByRole('button', { name: 'Approve the CH local group' }).click();
    await see(desk(page).getByText('Approved: CH local group.'));
    assert.equal(world.telnyx.desk.group(groupId).status, 'approved');
  });
});

describe('an action on the desk', () => {
  it('is done by the end user with one press, once there is a link', async (t) => {
    const { page, world, url } = await visit(t, await browser());
    const order = { type: 'add-order', country: 'AU', numberType: 'mobile', count: 1, reference: '' };
    await postJson(`${url}/desk`, order);
    const { partId, requirements } = world.telnyx.desk.pending()[0] ?? assert.fail('nothing was ordered');
    const action = requirements.find(({ fieldType }) => fieldType === 'action');
    const done = desk(page).getByRole('button', { name: /^End user did it/ });
    await see(desk(page).getByText('No link yet: it is made in Slack, for the end user.'));
    await done.click();
    await see(desk(page).getByText(/^The end user has no link yet/));
    await askTelnyx(world, {
      method: 'POST',
      path: `/external_requirements/${action?.requirementId}/sub_number_orders/${partId}`,
      body: { requirement: { first_name: 'Jane', last_name: 'Doe' } },
    });
    await see(desk(page).getByText('The end user has the link.'));
    await done.click();
    await see(desk(page).getByText('Done by the end user, behind the link.'));
    await desk(page)
      .getByRole('button', { name: `Approve: ${action?.name}` })
      .click();
    await see(desk(page).getByText(/^Approved: Australia mobile ID/));
  });
});
