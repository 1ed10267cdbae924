import type { RequirementForm } from '../../domain/requirement-form.ts';
import type { Surface } from '../surface.ts';
import type { ModalView } from '../views/blocks.ts';
import { loadingModal } from '../views/notice-modal.ts';

type Over = {
  title: string;
  known: RequirementForm | null;
  read: () => Promise<RequirementForm>;
  show: (form: RequirementForm) => ModalView;
};

/** Pushes what belongs to a form over it. A form that has to be read first takes longer than a trigger lives. */
export const openOver = async (surface: Surface, { title, known, read, show }: Over): Promise<void> => {
  if (known !== null) return surface.openModal(show(known));
  await surface.openModal(loadingModal(title));
  await surface.showModal(show(await read()));
};
