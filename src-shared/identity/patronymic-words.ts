const WORDS = /^(ОГЛЫ|ОГЛУ|ОГЛИ|КЫЗЫ|ГЫЗЫ|КИЗИ|ҚИЗИ|ҚЫЗЫ|УЛЫ|ҰЛЫ|УУЛУ|УГЛИ|УГЛЫ|ЎҒЛИ)$/

/** True for «оглы», «кызы» and their like in upper case: they belong to the word before and make a patronymic of it. */
export function isPatronymicWord(upperCase: string): boolean {
  return WORDS.test(upperCase)
}
