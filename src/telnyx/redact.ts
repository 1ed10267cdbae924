/** Shorter values ("1", "DE") would blank out half of a sentence and identify nobody. */
const MIN_PERSONAL_LENGTH = 4;

/** Takes the API key and the values of one request out of whatever text comes back. */
export const createRedact = ({
  apiKey,
  personal = [],
}: {
  apiKey: string;
  personal?: readonly (string | RegExp)[] | undefined;
}) => {
  const isTelling = (value: string | RegExp) => typeof value !== 'string' || value.length >= MIN_PERSONAL_LENGTH;
  const secrets = [apiKey, ...personal.filter(isTelling)];
  return (text: string): string =>
    secrets.reduce<string>((rest, secret) => (secret === '' ? rest : rest.replaceAll(secret, '[redacted]')), text);
};
