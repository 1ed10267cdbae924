/** Sample answers, so that nobody has to look for a document to try the forms. */

/** @type {[RegExp, string][]} */
const TEXTS = [
  [/first name/i, 'Ada'],
  [/last name$/i, 'Lindqvist'],
  [/business|company name$/i, 'Acme Telecom GmbH'],
  [/street/i, 'Chausseestraße 12'],
  [/^city/i, 'Berlin'],
  [/postal/i, '10115'],
  [/your name for it/i, 'Berlin office'],
  [/contact/i, 'Ada Lindqvist, Acme Telecom GmbH, +49 30 5550123'],
  [/birth/i, '1985-01-31'],
];

/** What nobody needs to fill in. */
const LEFT_EMPTY = /floor|state or region/i;

const CORRECTED = ' (corrected)';

/** @param {string} text */
export const isCorrected = (text) => text.endsWith(CORRECTED);

/** @param {string} label @param {boolean} [isCorrection] of a text that was declined @returns {string | null} */
export const sampleText = (label, isCorrection = false) => {
  if (LEFT_EMPTY.test(label)) return null;
  const text = TEXTS.find(([pattern]) => pattern.test(label))?.[1] ?? 'A sample answer';
  return isCorrection ? `${text}${CORRECTED}` : text;
};

export const SAMPLE_DATE = '1985-01-31';

/** @param {string} text */
const toPdfText = (text) => text.replace(/[^\x20-\x7e]/g, '?').replace(/[\\()]/g, (sign) => `\\${sign}`);

/** @param {string} title */
const pageOf = (title) => {
  const lines = [
    'BT /F1 20 Tf 60 760 Td',
    `(${toPdfText(title)}) Tj`,
    '/F1 12 Tf 0 -32 Td',
    '(A sample of the numberdesk sandbox. Not a real document.) Tj',
    'ET',
  ];
  return lines.join('\n');
};

/**
 * A PDF of one page that says what it is, made here: readers open it, and its table of objects has the right offsets.
 * @param {string} title
 */
export const samplePdf = (title) => {
  const content = pageOf(title);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  /** @type {number[]} */
  const offsets = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(text.length);
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  return `${text}xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
};

/** "Proof of address" becomes "proof-of-address.pdf" @param {string} label */
export const sampleFileName = (label) => {
  const name = label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${name.slice(0, 40) || 'sample'}.pdf`;
};
