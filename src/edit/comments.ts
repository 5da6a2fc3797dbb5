import { Lexer } from "yaml";

/** What stands before the text of a scalar in the parts that the lexer gives. */
const SCALAR = "\u001F";

/** Every comment of a YAML file with its sign, in the order of the text. */
export function commentsOf(text: string): readonly string[] {
  const comments: string[] = [];
  let before = "";
  for (const part of new Lexer().lex(text)) {
    if (part.startsWith("#") && before !== SCALAR) comments.push(part.trimEnd());
    before = part;
  }
  return comments;
}
