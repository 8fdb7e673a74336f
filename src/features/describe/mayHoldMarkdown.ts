/** Whatever begins something in Markdown: a mark inside a line, a mark that begins one, or a link written out. */
const marks = /[\\`*_#<>[\]~|&]|https?:|www\.|@|^[^\S\n]*([-+=]|\d+[.)])|^ *( {4}|\t)/im;

/** Whether a text could look otherwise with its Markdown drawn. Most descriptions are plain: they load no parser. */
export function mayHoldMarkdown(text: string): boolean {
  return marks.test(text);
}
