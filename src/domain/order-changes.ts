/** Something that happened to an order and that its thread is owed. Parts are named by id; the words are the view's. */
export type OrderChange =
  | { kind: 'paperwork-needed'; partId: string; requirementIds: string[]; deadlineAt: number | null }
  | { kind: 'part-activated'; partId: string; phoneNumbers: string[] }
  | { kind: 'order-complete' }
  | {
      kind: 'requirements-declined';
      partId: string;
      requirementIds: string[];
      certain: boolean;
      deadlineAt: number | null;
    }
  | { kind: 'comment-added'; partId: string; commentId: string; author: string; authorType: string; body: string }
  | { kind: 'deadline-set'; partId: string; deadlineAt: number }
  | { kind: 'deadline-erased'; partId: string }
  | { kind: 'deadline-moved'; partId: string; from: number; to: number }
  | { kind: 'deadline-near'; partId: string; deadlineAt: number; hours: number; requirementIds: string[] }
  | { kind: 'deadline-passed'; partId: string; deadlineAt: number; requirementIds: string[] }
  | { kind: 'part-cancelled'; partId: string; cause: 'deadline' | 'person' | 'telnyx'; personId: string | null }
  | { kind: 'part-failed'; partId: string; reason: string | null }
  | { kind: 'part-deleted'; partId: string }
  | { kind: 'answers-sent'; partId: string; personId: string; requirementIds: string[]; missingIds: string[] }
  | { kind: 'comment-sent'; partId: string; personId: string; body: string }
  | { kind: 'extension-asked'; partId: string; personId: string; reason: string; deadlineAt: number | null }
  | { kind: 'cancel-asked'; partId: string; personId: string }
  | { kind: 'reminder-asked'; partId: string; personId: string; remindAt: number }
  | { kind: 'remind-again'; partId: string; personId: string; requirementIds: string[]; deadlineAt: number | null };
