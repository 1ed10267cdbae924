import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  scripts: { start: string };
};

/** What `npm start`, and the container, give to node for the app. */
export const OUR_FLAGS = scripts.start.split(' ').filter((word) => word.startsWith('--'));
