/** The part of `htm/preact/standalone` that the page uses; the server serves the module itself under this path. */
export type VNode = { type: unknown; props: unknown; key: unknown };
/** What may stand among children; a list as well. */
export type Child = VNode | string | number | boolean | null | undefined | Child[];
export type Ref<Value> = { current: Value };
export type Context<Value> = { Provider: (props: { value: Value; children?: Child }) => VNode };

export function html(strings: TemplateStringsArray, ...values: unknown[]): VNode;
export function render(node: Child, parent: Element): void;
export function createContext<Value>(initial: Value): Context<Value>;
export function useContext<Value>(context: Context<Value>): Value;
export function useState<Value>(
  initial: Value | (() => Value),
): [Value, (next: Value | ((before: Value) => Value)) => void];
export function useRef<Value>(initial: Value): Ref<Value>;
/** What an effect gives back ends it; whatever else it answers is passed over. */
export type Effect = () => unknown;
export function useEffect(effect: Effect, inputs?: readonly unknown[]): void;
export function useLayoutEffect(effect: Effect, inputs?: readonly unknown[]): void;
export function useMemo<Value>(make: () => Value, inputs: readonly unknown[]): Value;
export function useCallback<Value>(callback: Value, inputs: readonly unknown[]): Value;
