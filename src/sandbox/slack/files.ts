import type { Feed } from './feed.ts';
import type { Person } from './people.ts';
import type { SlackFile } from './shapes.ts';
import type { Stamps } from './stamps.ts';

export type StoredFile = { file: SlackFile; content: Uint8Array };

export type Files = {
  add(upload: { name: string; content: Uint8Array | string; mimetype?: string; by: Person }): SlackFile;
  find(id: string): StoredFile | null;
  all(): SlackFile[];
  keep(): Map<string, StoredFile>;
};

/** Slack goes by the name, so a program called `passport.pdf` is a PDF here too: the app must look inside. */
const KINDS: Record<string, { mimetype: string; pretty: string }> = {
  pdf: { mimetype: 'application/pdf', pretty: 'PDF' },
  png: { mimetype: 'image/png', pretty: 'PNG' },
  jpg: { mimetype: 'image/jpeg', pretty: 'JPEG' },
  jpeg: { mimetype: 'image/jpeg', pretty: 'JPEG' },
  gif: { mimetype: 'image/gif', pretty: 'GIF' },
  heic: { mimetype: 'image/heic', pretty: 'HEIC' },
  tif: { mimetype: 'image/tiff', pretty: 'TIFF' },
  tiff: { mimetype: 'image/tiff', pretty: 'TIFF' },
  txt: { mimetype: 'text/plain', pretty: 'Plain Text' },
  csv: { mimetype: 'text/csv', pretty: 'CSV' },
  doc: { mimetype: 'application/msword', pretty: 'Word Document' },
  docx: {
    mimetype: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    pretty: 'Word Document',
  },
};

const UNKNOWN_KIND = { mimetype: 'application/octet-stream', pretty: 'Binary' };

export const createFiles = (options: {
  stamps: Stamps;
  feed: Feed;
  baseUrl: () => string;
  teamId: string;
  kept?: Map<string, StoredFile> | undefined;
}): Files => {
  const { stamps, feed, baseUrl, teamId } = options;
  const stored = options.kept ?? new Map<string, StoredFile>();
  return {
    add: ({ name, content, mimetype, by }) => {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
      const kind = KINDS[ending] ?? UNKNOWN_KIND;
      const id = stamps.id('F');
      const place = `${baseUrl()}/files-pri/${teamId}-${id}`;
      const file: SlackFile = {
        id,
        created: stamps.seconds(),
        timestamp: stamps.seconds(),
        name,
        title: name,
        mimetype: mimetype ?? kind.mimetype,
        filetype: KINDS[ending] === undefined ? 'binary' : ending.replace('jpeg', 'jpg'),
        pretty_type: kind.pretty,
        user: by.id,
        user_team: by.teamId,
        editable: false,
        size: bytes.byteLength,
        mode: 'hosted',
        is_external: false,
        is_public: false,
        url_private: `${place}/${encodeURIComponent(name)}`,
        url_private_download: `${place}/download/${encodeURIComponent(name)}`,
        permalink: `${baseUrl()}/files/${by.id}/${id}/${encodeURIComponent(name)}`,
      };
      stored.set(id, { file, content: bytes });
      feed.emit({ type: 'file_uploaded', file });
      return file;
    },
    find: (id) => stored.get(id) ?? null,
    keep: () => stored,
    all: () => [...stored.values()].map((one) => one.file),
  };
};
