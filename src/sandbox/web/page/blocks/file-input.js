import { html, useEffect, useRef, useState } from '/vendor/preact.js';
import { useWorkspace } from '../workspace/context.js';
import { ariaOf, useElement, useValue } from './element-value.js';
import { Icon } from './icons.js';
import { recordsOf, stringOf } from './text.js';

/** @import { ElementProps } from './element-value.js' */

const MOST_BYTES = 10 * 1024 * 1024;

/**
 * @param {File} file
 * @returns {Promise<string>} in base64
 */
const readBase64 = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });

/** @param {number} bytes */
const sizeWords = (bytes) =>
  bytes >= 1_048_576 ? `${(bytes / 1_048_576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;

/** @param {unknown} filetypes */
const typesOf = (filetypes) => (Array.isArray(filetypes) ? filetypes.map(String) : []);

/**
 * What Slack's client refuses before it uploads anything.
 * @param {File} file
 * @param {string[]} types
 */
const checkFile = (file, types) => {
  const ending = file.name.split('.').at(-1)?.toLowerCase() ?? '';
  if (file.size > MOST_BYTES) return `${file.name} is larger than 10 MB.`;
  if (types.length > 0 && !types.includes(ending)) return `${file.name} is not one of ${types.join(', ')}.`;
  return file.size === 0 ? `${file.name} is empty.` : null;
};

/**
 * Uploads what is chosen, one after the other, and keeps it with what was there.
 * @param {ElementProps} props
 */
const useUpload = (props) => {
  const { act } = useWorkspace();
  const { choose } = useElement(props);
  const [status, setStatus] = useState({ text: '', isProblem: false });
  const held = recordsOf(useValue(props));
  const types = typesOf(props.element.filetypes);
  const most = typeof props.element.max_files === 'number' ? props.element.max_files : 10;
  const ids = held.map((file) => stringOf(file.id));
  /** @param {string} text */
  const refuse = (text) => setStatus({ text, isProblem: true });
  /** @param {File[]} files */
  const refusal = (files) => {
    if (held.length + files.length > most) {
      return most === 1 ? 'Only one file fits here. Remove the other first.' : `At most ${most} files fit here.`;
    }
    return files.map((file) => checkFile(file, types)).find((text) => text !== null) ?? null;
  };
  /** @param {File[]} files */
  const add = async (files) => {
    const problem = refusal(files);
    if (problem !== null) return refuse(problem);
    /** @type {string[]} */
    const added = [];
    for (const file of files) {
      setStatus({ text: `Uploading ${file.name}…`, isProblem: false });
      const answer = await act({ type: 'upload', name: file.name, content: await readBase64(file) });
      if (!answer.ok) return refuse(answer.error);
      added.push(answer.fileId ?? '');
    }
    await choose([...ids, ...added]);
    setStatus({ text: '', isProblem: false });
  };
  /** @param {string} id */
  const remove = (id) => choose(ids.filter((each) => each !== id));
  return { held, most, types, status, add, remove };
};

/** @param {{ file: Record<string, unknown>, remove: () => void }} props */
const FileRow = ({ file, remove }) => html`
  <li class="file">
    <${Icon} name="file" />
    <span class="file-name">${stringOf(file.name)}</span>
    <span class="file-size">${typeof file.size === 'number' ? sizeWords(file.size) : ''}</span>
    <button type="button" class="button button-icon button-quiet" aria-label=${`Remove ${stringOf(file.name)}`} onClick=${remove}><${Icon} name="close" /></button>
  </li>`;

/**
 * A browser opens what is dropped elsewhere in place of the page.
 * @param {DragEvent} event
 */
const refuseDrop = (event) => {
  const { dataTransfer, defaultPrevented } = event;
  if (defaultPrevented || !dataTransfer?.types.includes('Files')) return;
  event.preventDefault();
  dataTransfer.dropEffect = 'none';
};

/**
 * A file, chosen or dropped.
 * @param {ElementProps} props
 */
export const FileInput = (props) => {
  const { held, most, types, status, add, remove } = useUpload(props);
  const [isOver, setOver] = useState(false);
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  useEffect(() => {
    window.addEventListener('dragover', refuseDrop);
    return () => window.removeEventListener('dragover', refuseDrop);
  }, []);
  /** @param {DragEvent} event */
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    void add([...(event.dataTransfer?.files ?? [])]);
  };
  /** @param {DragEvent} event */
  const over = (event) => {
    event.preventDefault();
    setOver(true);
  };
  const pick = () => {
    const files = [...(field.current?.files ?? [])];
    if (field.current) field.current.value = '';
    void add(files);
  };
  return html`
    <div class=${isOver ? 'drop drop-over' : 'drop'} onDrop=${drop} onDragOver=${over} onDragLeave=${() => setOver(false)}>
      ${held.length > 0 && html`<ul class="files">${held.map((file) => html`<${FileRow} key=${stringOf(file.id)} file=${file} remove=${() => void remove(stringOf(file.id))} />`)}</ul>`}
      ${
        held.length < most &&
        html`<label class="drop-label">
          <input type="file" class="drop-input" ref=${field} ...${ariaOf(props)} data-block=${props.block.block_id} multiple=${most > 1} accept=${types.map((type) => `.${type}`).join(',')} onChange=${pick} />
          <span class="button" aria-hidden="true">${most > 1 ? 'Upload files' : 'Upload file'}</span>
          <span class="drop-hint">or drop ${most > 1 ? 'them' : 'it'} here${types.length > 0 ? ` · ${types.join(', ')}` : ''}</span>
        </label>`
      }
      <p class=${status.isProblem ? 'field-error' : 'drop-status'} role="status">${status.text}</p>
    </div>`;
};
