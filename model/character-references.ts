/** The 96 named characters of Latin-1 (HTML 4, section 24.2.1), in order from U+00A0. */
const latin1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm ' +
  'raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH ' +
  'Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ' +
  'ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml ' +
  'yacute thorn yuml';

/** The rest of what writers of HTML and XML use for characters that have a meaning there, and the punctuation of other languages. */
const others: Readonly<Record<string, string>> = {
  ...{ Tab: '\t', NewLine: '\n', excl: '!', quot: '"', QUOT: '"', num: '#', dollar: '$', percnt: '%', amp: '&', AMP: '&', apos: "'" },
  ...{ lpar: '(', rpar: ')', ast: '*', midast: '*', plus: '+', comma: ',', period: '.', sol: '/', colon: ':', semi: ';', lt: '<', LT: '<' },
  ...{ equals: '=', gt: '>', GT: '>', quest: '?', commat: '@', lsqb: '[', lbrack: '[', bsol: '\\', rsqb: ']', rbrack: ']', Hat: '^' },
  ...{ lowbar: '_', UnderBar: '_', grave: '`', DiacriticalGrave: '`', lcub: '{', lbrace: '{', verbar: '|', vert: '|', VerticalLine: '|' },
  ...{ rcub: '}', rbrace: '}', hyphen: '\u2010', dash: '\u2010', ndash: '\u2013', mdash: '\u2014', lsquo: '\u2018', rsquo: '\u2019' },
  ...{
    ldquo: '\u201c',
    rdquo: '\u201d',
    bull: '\u2022',
    hellip: '\u2026',
    euro: '\u20ac',
    trade: '\u2122',
    ensp: '\u2002',
    emsp: '\u2003',
  },
  ...{
    thinsp: '\u2009',
    zwnj: '\u200c',
    zwj: '\u200d',
    OElig: '\u0152',
    oelig: '\u0153',
    Scaron: '\u0160',
    scaron: '\u0161',
    Yuml: '\u0178',
  },
};

/**
 * The characters that named references of HTML stand for (`&commat;`), by their names: those for ASCII, for Latin-1, and common punctuation. Not
 * all 2,231 of HTML 5: mathematical and other symbols hide no value. What decoding undoes and what the search over undecoded bytes undoes must be
 * the same, hence one table for both.
 */
export const characterReferences: ReadonlyMap<string, string> = new Map([
  ...latin1.split(' ').map((name, index): [string, string] => [name, String.fromCharCode(0xa0 + index)]),
  ...Object.entries(others),
]);

/** The longest name in the table. */
export const longestReference = Math.max(...[...characterReferences.keys()].map((name) => name.length));
