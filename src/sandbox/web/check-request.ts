import type { IncomingMessage } from 'node:http';

/**
 * On every answer. Nothing from elsewhere is loaded or told, no other page may frame or open this one with a handle on
 * it, and no text can become a script: there is no inline code to allow.
 */
export const SECURITY_HEADERS: Record<string, string> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

export type RequestProblem = { status: number; error: string };

const NAMES = ['localhost', '127.0.0.1', '[::1]'];
const USUAL_PORT = 80;

const ownHosts = (port: number): string[] =>
  NAMES.flatMap((name) => (port === USUAL_PORT ? [name, `${name}:${port}`] : [`${name}:${port}`]));

/**
 * Refuses what another site could make a browser send. A foreign name that was pointed at this machine shows in the
 * Host header (DNS rebinding); a form or script of another site shows in Origin or in a content type without preflight.
 */
export const checkRequest = ({ headers, method }: IncomingMessage, port: number): RequestProblem | null => {
  const hosts = ownHosts(port);
  if (!hosts.includes(headers.host?.toLowerCase() ?? '')) {
    return { status: 403, error: 'The sandbox answers on this machine only: open it as http://localhost.' };
  }
  if (method !== 'POST') return null;
  const { origin } = headers;
  if (origin !== undefined && !hosts.some((host) => origin.toLowerCase() === `http://${host}`)) {
    return { status: 403, error: 'Only the page of the sandbox itself may act in it.' };
  }
  const [mediaType = ''] = (headers['content-type'] ?? '').split(';');
  return mediaType.trim().toLowerCase() === 'application/json'
    ? null
    : { status: 415, error: 'Send JSON, with content-type application/json.' };
};
