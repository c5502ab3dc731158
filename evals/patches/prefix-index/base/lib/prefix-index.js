/** Words with weights, to be found by how they begin. Each word is a way through a tree, a character at a time. */
export class PrefixIndex {
  #root = createNode();
  #size = 0;

  /** How many words there are. */
  get size() {
    return this.#size;
  }

  /** How many nodes the tree has, the root not counted. There is none but on the way to a word. */
  get nodes() {
    return count(this.#root) - 1;
  }

  /** Adds a word, which may be empty, with a weight of zero or more, or gives a word that is there another weight. */
  add(word, weight = 1) {
    if (!(weight >= 0)) throw new RangeError(`not a weight: ${weight}`);
    let node = this.#root;
    for (const character of word) {
      if (!node.children.has(character)) node.children.set(character, createNode());
      node = node.children.get(character);
    }
    if (node.weight === undefined) this.#size += 1;
    node.weight = weight;
  }

  /** The weight of a word; undefined when it is not there. */
  weightOf(word) {
    return this.#find(word)?.weight;
  }

  /** Takes a word out, and nothing else; false when it was not there. */
  remove(word) {
    const way = [this.#root];
    const characters = [...word];
    for (const character of characters) {
      const node = way.at(-1).children.get(character);
      if (node === undefined) return false;
      way.push(node);
    }
    if (way.at(-1).weight === undefined) return false;
    way.at(-1).weight = undefined;
    this.#size -= 1;
    for (let depth = characters.length; depth > 0 && way[depth].children.size === 0; depth--) {
      way[depth - 1].children.delete(characters[depth - 1]);
    }
    return true;
  }

  /** At most `limit` words that begin with `prefix`, the heaviest first; of the same weight in the order of the alphabet (of their code units). */
  complete(prefix, limit = 10) {
    const start = this.#find(prefix);
    if (start === undefined) return [];
    const found = [...wordsBelow(start, prefix)];
    found.sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1));
    return found.slice(0, limit).map(({ word }) => word);
  }

  #find(word) {
    let node = this.#root;
    for (const character of word) {
      node = node.children.get(character);
      if (node === undefined) return undefined;
    }
    return node;
  }
}

/** The weight is undefined where no word ends. */
function createNode() {
  return { weight: undefined, children: new Map() };
}

function count(node) {
  let sum = 1;
  for (const child of node.children.values()) sum += count(child);
  return sum;
}

function* wordsBelow(node, word) {
  if (node.weight !== undefined) yield { word, weight: node.weight };
  for (const [character, child] of node.children) yield* wordsBelow(child, word + character);
}
