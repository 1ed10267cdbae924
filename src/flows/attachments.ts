/** A file that a person gave in Slack. Slack implements the port. */
export type Attachment = { filename: string; mediaType: string; content: Uint8Array; sha256: string };

/**
 * Reads a file by its Slack id, content checked against its name, size enforced (10 MB).
 * Rejects with `AppError('file_refused')` and a hint for the person, or `slack_unreachable`.
 */
export type Attachments = { read(fileId: string): Promise<Attachment> };
