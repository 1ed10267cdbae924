/** The shortcodes that the app and its readers use; another stays as it was typed. */
const EMOJI = new Map(
  Object.entries({
    warning: '⚠️',
    white_check_mark: '✅',
    heavy_check_mark: '✔️',
    x: '❌',
    hourglass: '⌛',
    hourglass_flowing_sand: '⏳',
    alarm_clock: '⏰',
    clock3: '🕒',
    calendar: '📅',
    telephone_receiver: '📞',
    phone: '☎️',
    iphone: '📱',
    memo: '📝',
    page_facing_up: '📄',
    paperclip: '📎',
    speech_balloon: '💬',
    mag: '🔍',
    lock: '🔒',
    bell: '🔔',
    rotating_light: '🚨',
    information_source: 'ℹ️',
    bulb: '💡',
    package: '📦',
    moneybag: '💰',
    credit_card: '💳',
    tada: '🎉',
    rocket: '🚀',
    eyes: '👀',
    wave: '👋',
    pray: '🙏',
    '+1': '👍',
    thumbsup: '👍',
    '-1': '👎',
    smile: '😄',
    slightly_smiling_face: '🙂',
    thinking_face: '🤔',
    heart: '❤️',
    fire: '🔥',
    red_circle: '🔴',
    large_green_circle: '🟢',
    large_yellow_circle: '🟡',
    large_blue_circle: '🔵',
    white_circle: '⚪',
    arrow_right: '➡️',
    arrows_counterclockwise: '🔄',
    no_entry: '⛔',
    question: '❓',
    exclamation: '❗',
  }),
);

/**
 * @param {string} name without colons
 * @returns {string | null}
 */
export const emojiOf = (name) => EMOJI.get(name) ?? null;

/** @param {string} text */
export const withEmoji = (text) => text.replaceAll(/:([a-z0-9_+-]+):/g, (whole, name) => emojiOf(name) ?? whole);
