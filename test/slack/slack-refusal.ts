import { WebAPIPlatformError } from '@slack/web-api';

/** Slack's refusal of a Web API call, by its word. */
export const slackRefusal = (word: string): WebAPIPlatformError => new WebAPIPlatformError({ ok: false, error: word });
