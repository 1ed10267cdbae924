import { html, useEffect, useMemo } from '/vendor/preact.js';
import { Blocks } from '../blocks/blocks.js';
import { SurfaceProvider, useWorkspace } from './context.js';

const NO_ERRORS = {};

/** The app's Home tab, made anew by the app each time somebody opens it. */
export const Home = () => {
  const { state, act } = useWorkspace();
  const { home } = state;
  useEffect(() => void act({ type: 'open-home' }), [state.me.id]);
  const values = home?.state.values;
  const surface = useMemo(
    () => ({
      place: /** @type {const} */ ({ kind: 'home' }),
      key: `home ${state.me.id}`,
      values: values ?? {},
      errors: NO_ERRORS,
      isWaiting: false,
    }),
    [values, state.me.id],
  );
  return html`
    <div class="home" role="tabpanel" aria-labelledby="tab-home" tabindex="0">
      ${home === null ? html`<p class="empty">The app is making your Home…</p>` : html`<${SurfaceProvider} value=${surface}><${Blocks} blocks=${home.blocks} /><//>`}
    </div>`;
};
