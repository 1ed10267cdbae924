/** The imports of a module's text: static, re-exported and dynamic ones, which are `late`. */
export const importsOf = (source: string): { specifier: string; typeOnly: boolean; late: boolean }[] => {
  const statics = source.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm);
  const dynamics = source.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g);
  return [
    ...[...statics].map((match) => ({
      specifier: match[2] ?? '',
      typeOnly: match[1] !== undefined || onlyTypes(match[0]),
      late: false,
    })),
    ...[...dynamics].map((match) => ({ specifier: match[1] ?? '', typeOnly: false, late: true })),
  ];
};

/** `import { type A, type B } from` brings no code in. */
const onlyTypes = (statement: string): boolean => {
  const names =
    /\{([^}]*)\}/
      .exec(statement)?.[1]
      ?.split(',')
      .map((name) => name.trim())
      .filter(Boolean) ?? [];
  return names.length > 0 && !/import\s+\w+\s*,/.test(statement) && names.every((name) => name.startsWith('type '));
};
