"""The Word template engine, compiled once and rendered many times; `pipeline.documents.template` is its face.

package → parts → draft (revisions, placing of tags, blocks, grammar, names) → cells and tables → one Jinja source a part → text.
"""
