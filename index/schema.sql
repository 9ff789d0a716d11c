-- The tables of an index. Offsets are Unicode code points into articles.text.
CREATE TABLE IF NOT EXISTS manifest (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- One input file; its fingerprint (of file and sidecar) tells whether it must be read again.
CREATE TABLE IF NOT EXISTS sources (path TEXT PRIMARY KEY, fingerprint TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS articles (
    id TEXT PRIMARY KEY, source TEXT NOT NULL REFERENCES sources ON DELETE CASCADE,
    title TEXT NOT NULL, text TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,
    outlet TEXT, author TEXT, published TEXT, url TEXT, language TEXT, duplicate_of TEXT,
    -- 0: it was not read for who said what, being in another language than English or attribution being off.
    speech INTEGER NOT NULL DEFAULT 1) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS articles_source ON articles (source);
CREATE INDEX IF NOT EXISTS articles_outlet ON articles (outlet, published);
CREATE INDEX IF NOT EXISTS articles_published ON articles (published);

-- The smallest hashes of an article's shingles, by which near-duplicates are found. None: not judged since it changed.
CREATE TABLE IF NOT EXISTS sketches (
    hash INTEGER NOT NULL, article TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
    PRIMARY KEY (hash, article)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sketches_article ON sketches (article);

-- A passage's text is read from its article; "row" is never used twice, so that a stale index can't name another's.
CREATE TABLE IF NOT EXISTS passages (
    row INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, n_tokens INTEGER NOT NULL, voice TEXT NOT NULL, vector BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS passages_article ON passages (article, start, "end");
-- Most are in the article's own voice, and are never looked for by it.
CREATE INDEX IF NOT EXISTS passages_voice ON passages (voice) WHERE voice <> 'article';

-- The rows of passages that were removed, and the generation that was the last to hold them, for the derived indexes.
CREATE TABLE IF NOT EXISTS gone (row INTEGER PRIMARY KEY, generation INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS gone_generation ON gone (generation);
CREATE TRIGGER IF NOT EXISTS passages_gone AFTER DELETE ON passages BEGIN
    INSERT INTO gone VALUES (old.row, coalesce((SELECT CAST(value AS INTEGER) FROM manifest WHERE key = 'generation'), 0));
END;

CREATE TABLE IF NOT EXISTS sentences (
    article TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, voice TEXT NOT NULL, PRIMARY KEY (article, start)) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS quotes (
    article TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL, speaker TEXT, who TEXT, cue TEXT);
CREATE INDEX IF NOT EXISTS quotes_article ON quotes (article, start);
CREATE INDEX IF NOT EXISTS quotes_who ON quotes (who);

-- The words of office by which an article speaks of somebody whom it quotes: "foreign minister russia".
CREATE TABLE IF NOT EXISTS called (
    article TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, who TEXT NOT NULL, words TEXT NOT NULL,
    PRIMARY KEY (article, who)) WITHOUT ROWID;
