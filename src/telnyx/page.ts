/** Memory for the pages of one list: each is read over the one before it. */
export type Page = { read(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> };

const FIRST_BYTES = 64 * 1024;

export const createPage = (): Page => {
  let bytes = new Uint8Array(FIRST_BYTES);
  const makeRoom = (wanted: number, used: number): void => {
    if (wanted <= bytes.length) return;
    const longer = new Uint8Array(2 * wanted);
    longer.set(bytes.subarray(0, used));
    bytes = longer;
  };
  return {
    read: async (stream) => {
      let used = 0;
      for await (const chunk of stream) {
        makeRoom(used + chunk.length, used);
        bytes.set(chunk, used);
        used += chunk.length;
      }
      return bytes.subarray(0, used);
    },
  };
};
