import assert from 'node:assert/strict';
import { samplePdf } from '../../src/sandbox/sample-files.ts';
import { askTelnyx } from './act.ts';
import type { World } from './start-world.ts';

type Group = { id: string; regulatory_requirements: { requirement_id: string; field_type: string }[] };

const createDocument = async (world: World): Promise<string> => {
  const file = Buffer.from(samplePdf('A proof')).toString('base64');
  const { body } = await askTelnyx(world, {
    method: 'POST',
    path: '/documents',
    body: { file, filename: 'proof.pdf' },
  });
  return (body.data as { id: string }).id;
};

const createAddress = async (world: World, country: string): Promise<string> => {
  const fields = { first_name: 'Ada', last_name: 'Lindqvist', business_name: 'Acme', locality: 'Zug' };
  const address = { ...fields, street_address: 'Bahnhofstrasse 1', postal_code: '6300', country_code: country };
  const { body } = await askTelnyx(world, { method: 'POST', path: '/addresses', body: address });
  return (body.data as { id: string }).id;
};

/** Puts a value into every requirement of a group, as somebody else would do it in the portal. */
export const fillGroup = async (
  world: World,
  { groupId, country }: { groupId: string; country: string },
): Promise<void> => {
  const path = `/requirement_groups/${groupId}`;
  const group = (await askTelnyx(world, { path })).body as Group;
  const values: { requirement_id: string; field_value: string }[] = [];
  for (const { requirement_id, field_type } of group.regulatory_requirements) {
    const made =
      field_type === 'document'
        ? await createDocument(world)
        : field_type === 'address'
          ? await createAddress(world, country)
          : 'Ada Lindqvist, Acme, +41 43 000 00 00';
    values.push({ requirement_id, field_value: made });
  }
  const updated = await askTelnyx(world, { method: 'PATCH', path, body: { regulatory_requirements: values } });
  assert.equal(updated.status, 200, JSON.stringify(updated.body));
};

/** A requirement group made in the portal, every value present: what CH, IT and others ask for before an order. */
export const createFulfilledGroup = async (
  world: World,
  { country, reference, numberType = 'local' }: { country: string; reference: string; numberType?: string },
): Promise<string> => {
  const asked = {
    country_code: country,
    phone_number_type: numberType,
    action: 'ordering',
    customer_reference: reference,
  };
  const { body } = await askTelnyx(world, { method: 'POST', path: '/requirement_groups', body: asked });
  const { id } = body as Group;
  await fillGroup(world, { groupId: id, country });
  return id;
};
