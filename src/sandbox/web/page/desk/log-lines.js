/** @import { LoggedLine } from '../../protocol.ts' */

/** @type {Record<LoggedLine['route'], string>} */
export const ROUTES = {
  'slack-app': 'Slack → app',
  'app-slack': 'app → Slack',
  'app-telnyx': 'app → Telnyx',
  'telnyx-app': 'Telnyx → app',
};

/** @typedef {{ route: string, text: string, errorsOnly: boolean }} LogFilter */

/** No answer, a refusal by status, or Slack's "no" in a 200. @param {LoggedLine} line */
export const isError = ({ status, error }) => status === 0 || status >= 400 || error !== null;

/** "200", "no answer", "200 not_in_channel" @param {LoggedLine} line */
export const statusText = ({ status, error }) => {
  const code = status === 0 ? 'no answer' : String(status);
  return error === null ? code : `${code} ${error}`;
};

/** @param {LogFilter} filter @returns {(line: LoggedLine) => boolean} */
export const isWanted = ({ route, text, errorsOnly }) => {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return (line) => {
    if (route !== '' && line.route !== route) return false;
    if (errorsOnly && !isError(line)) return false;
    const whole = `${ROUTES[line.route]} ${line.method} ${line.path} ${statusText(line)}`.toLowerCase();
    return words.every((word) => whole.includes(word));
  };
};
