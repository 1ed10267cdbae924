import { createHash } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import { AppError } from '../errors.ts';
import type { Attachment, Attachments } from '../flows/attachments.ts';
import { createContentCheck, refuseFile } from './file-content.ts';
import { callSlack } from './slack-error.ts';
import { plainLine } from './views/blocks.ts';

export const MAX_FILE_BYTES = 10 * 1024 * 1024;
const DOWNLOAD_TIMEOUT_MS = 30_000;
/** No file system has longer ones. */
const MAX_NAME_LENGTH = 255;

type Options = {
  client: WebClient;
  botToken: string;
  /** The Web API's address: files may also come from its host (the sandbox); otherwise only from Slack's own. */
  apiUrl: string;
  /** For one file, from the request to its last byte. */
  timeoutMs?: number;
};

/**
 * The bot token goes with the request, so only to Slack: files.slack.com and its siblings on the port of HTTPS, or the
 * host of the configured API. An address with a name or password in it is none of Slack's.
 */
export const isSlackHost = (address: string, apiUrl: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  const api = new URL(apiUrl);
  if (host === api.host && protocol === api.protocol) return true;
  return protocol === 'https:' && (host === 'slack.com' || host.endsWith('.slack.com'));
};

/** To a token without the scope `files:read` Slack answers 200 and its sign-in page, which must never be sent on. */
const checkIsFile = ({ ok, status, headers }: Response): void => {
  if (!ok) throw new AppError('slack_unreachable', `Slack answered ${status} for a file`);
  if (headers.get('content-type')?.startsWith('text/html'))
    throw new AppError(
      'not_allowed',
      'Slack shows its sign-in page in place of a file: is the scope files:read missing?',
      {
        details: { hint: 'numberdesk may not read files in this workspace. Ask an admin to install it again.' },
      },
    );
};

const readBounded = async (response: Response, filename: string): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_FILE_BYTES) refuseFile(`${filename} is larger than 10 MB. Save it smaller, then attach it again.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/** Files that people attach to a form: fetched from Slack into memory, never to disk. */
export const createSlackFiles = ({
  client,
  botToken,
  apiUrl,
  timeoutMs = DOWNLOAD_TIMEOUT_MS,
}: Options): Attachments => {
  const checkContent = createContentCheck();
  const download = async (address: string, filename: string): Promise<Uint8Array> => {
    if (!isSlackHost(address, apiUrl))
      refuseFile(`${filename} is not stored in Slack itself. Upload the file to Slack, then attach it.`);
    try {
      const response = await fetch(address, {
        headers: { authorization: `Bearer ${botToken}` },
        redirect: 'error',
        // A body that trickles is cut off too.
        signal: AbortSignal.timeout(timeoutMs),
      });
      checkIsFile(response);
      return await readBounded(response, filename);
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      throw new AppError('slack_unreachable', 'A file could not be fetched from Slack', { cause });
    }
  };

  return {
    async read(fileId): Promise<Attachment> {
      const { file } = await callSlack('look a file up', () => client.files.info({ file: fileId }));
      const filename = plainLine(file?.name ?? '', MAX_NAME_LENGTH) || 'The file';
      if ((file?.size ?? 0) > MAX_FILE_BYTES)
        refuseFile(`${filename} is larger than 10 MB. Save it smaller, then attach it again.`);
      const content = await download(file?.url_private_download ?? file?.url_private ?? '', filename);
      const mediaType = await checkContent(filename, content);
      return { filename, content, mediaType, sha256: createHash('sha256').update(content).digest('hex') };
    },
  };
};
