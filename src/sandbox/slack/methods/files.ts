import { refuse } from '../refusal.ts';
import { type Methods, text } from './method.ts';

export const filesMethods: Methods = {
  'files.info': {
    token: 'bot',
    scopes: ['files:read'],
    run: ({ world, args }) => {
      const stored = world.files.find(text(args, 'file')) ?? refuse('file_not_found');
      return { file: stored.file, content: null, response_metadata: { next_cursor: '' } };
    },
  },
};
