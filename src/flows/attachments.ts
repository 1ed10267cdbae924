/** A file that a person gave in Slack. Slack implements the port. */
export type Attachment = {
  filename: string;
  mediaType: string;
  content: Uint8Array;
  /** Of the content, in hex: Telnyx names its documents' so, and the same one need not be sent twice. */
  sha256: string;
};

/**
 * Reads a file by its Slack id, checked to be what its name says and readable, size enforced (10 MB).
 * Rejects with `AppError('file_refused')` and a hint for the person, or `slack_unreachable`.
 */
export type Attachments = { read(fileId: string): Promise<Attachment> };
