const BETWEEN_NUMBERS = /[/,;|&]|\bdan\b|\batau\b/i
const FLOAT_SUFFIX = /\.0$/
const NOT_A_DIGIT = /\D+/g
const LETTER_ZERO = /(?<![a-z])o(?=\d)|(?<=\d)o/gi
const SAME_DIGIT_RUN = /(\d)\1{6}/
/** Eight digits that count up or down are typed only to fill a required field. */
const COUNTING_LENGTH = 8

/** Total digits: mobile numbers have 10 to 13, fixed lines 9 to 11. */
const MOBILE = /^08\d{8,11}$/
const FIXED_LINE = /^0[2-79]\d{7,9}$/

/**
 * Returns a phone number in national form (`08...`, a fixed line with its area code). If a cell holds several, it is
 * the first usable one. '' if there is none, or only a filler such as 081111111111 or 08123456789.
 */
export function parsePhone(original: string): string {
  if (original === '') return ''
  if (MOBILE.test(original)) return isFillerPhone(original) ? '' : original
  for (const part of original.normalize('NFKC').split(BETWEEN_NUMBERS)) {
    const number = nationalForm(part)
    if ((MOBILE.test(number) || FIXED_LINE.test(number)) && !isFillerPhone(number)) return number
  }
  return ''
}

/** Spreadsheets drop the leading 0; 62 and 0062 are the country code. */
function nationalForm(text: string): string {
  const digits = text.trim().replace(FLOAT_SUFFIX, '').replace(LETTER_ZERO, '0').replace(NOT_A_DIGIT, '')
  if (digits.startsWith('0062')) return '0' + digits.slice(4).replace(/^0/, '')
  if (digits.startsWith('62') && digits.length >= 10) return '0' + digits.slice(2).replace(/^0/, '')
  return digits.startsWith('8') ? '0' + digits : digits
}

/** Whether digits are a filler: one digit seven times in a row, or eight digits that count up or down. */
export function isFillerPhone(number: string): boolean {
  return SAME_DIGIT_RUN.test(number) || hasCountingRun(number)
}

function hasCountingRun(number: string): boolean {
  let up = 1
  let down = 1
  for (let at = 1; at < number.length; at++) {
    const step = (number.charCodeAt(at) - number.charCodeAt(at - 1) + 10) % 10
    up = step === 1 ? up + 1 : 1
    down = step === 9 ? down + 1 : 1
    if (up === COUNTING_LENGTH || down === COUNTING_LENGTH) return true
  }
  return false
}
