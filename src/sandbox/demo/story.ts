import { samplePdf } from '../sample-files.ts';
import type { Sandbox } from '../start-sandbox.ts';
import type { Stage } from './stage.ts';

const DAY_MS = 24 * 60 * 60_000;
const CONTACT = 'Contact information (name, last name, company name, contact phone number)';

type Play = { sandbox: Sandbox; stage: Stage };

const partOf = ({ sandbox }: Play) => {
  const [part] = sandbox.telnyx.desk.pending();
  if (!part) throw new Error('Telnyx has no pending part');
  return part;
};

const order = async ({ stage }: Play): Promise<void> => {
  await stage.scene('Search and order');
  const results = await stage.command('/numbers search DE local Berlin limit:3');
  await stage.choose({ actionId: 'search:select', in: results });
  await stage.press('search:order', results);
  await stage.modal({ id: 'order:submit' });
  await stage.fill({ Reference: 'Berlin office' });
  await stage.submit();
  await stage.showCard();
  await stage.modal({ id: '' });
  await stage.person.close();
  await stage.thread();
};

const remind = async ({ sandbox, stage }: Play): Promise<void> => {
  await stage.scene('A week goes by, and nobody sends anything');
  await sandbox.clock.advance(7 * DAY_MS + DAY_MS / 24);
  await stage.thread();
};

const answer = async (play: Play): Promise<void> => {
  const { stage, sandbox } = play;
  const file = (name: string): string[] => [stage.person.upload({ name, content: samplePdf(name) })];
  await stage.scene('The paperwork, in a form');
  await stage.press('requirements:open', await stage.card());
  await stage.modal({ id: 'requirements:submit' });
  await stage.fill({
    [CONTACT]: 'Jane Doe, Acme GmbH, +49 30 1234567',
    'Proof of address': file('electricity-bill.pdf'),
    'Company registration certificate': file('handelsregister.pdf'),
    'Executed Registration Form': file('registration-form.pdf'),
  });
  await stage.press('requirements:add-address', 'view');
  await stage.modal({ id: 'address:submit' });
  await stage.fill({
    'First name': 'Jane',
    'Last name': 'Doe',
    'Business name': 'Acme GmbH',
    'Street and house number': 'Musterstrasse 1',
    City: 'Berlin',
    'Postal code': '10115',
    'Your name for it': 'Head office',
  });
  await stage.submit();
  await stage.modal({ title: 'Address saved' });
  await stage.person.close();
  await stage.submit();
  await stage.modal({ id: '' });
  await stage.person.close();
  await sandbox.tick();
  await stage.thread();
};

const reject = async (play: Play): Promise<void> => {
  const { stage, sandbox } = play;
  await stage.scene('Number Ops, at Telnyx, declines one answer');
  await sandbox.clock.advance(DAY_MS);
  const { partId, requirements } = partOf(play);
  const comment = 'The phone number is not in service. Please give one that we can reach.';
  const declined = requirements.filter(({ name }) => name === CONTACT).map(({ requirementId }) => requirementId);
  stage.narrate(`Number Ops writes:  ${comment}`);
  sandbox.telnyx.desk.decline({ partId, requirementIds: declined, comment });
  await sandbox.tick();
  const told = await stage.thread();
  await stage.press('requirements:open', told);
  await stage.modal({ id: 'requirements:submit' });
  await stage.fill({ [`${CONTACT} (declined)`]: 'Jane Doe, Acme GmbH, +49 30 7654321' });
  await stage.submit();
  await stage.modal({ id: '' });
  await stage.person.close();
  await stage.thread();
};

const activate = async (play: Play): Promise<void> => {
  const { stage, sandbox } = play;
  await stage.scene('Number Ops approves, the number is active');
  await sandbox.clock.advance(DAY_MS);
  sandbox.telnyx.desk.approveAll(partOf(play).partId);
  await sandbox.tick();
  await stage.thread();
  await stage.showCard();
};

/** From the first search to an active number, with a reminder and a rejection on the way. */
export const playStory = async (play: Play): Promise<void> => {
  for (const act of [order, remind, answer, reject, activate]) await act(play);
};
