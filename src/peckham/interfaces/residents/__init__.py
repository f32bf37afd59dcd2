"""The residents' own site: ask for help, see what is happening, see what covers where you live.

Owns: the flow of questions, its words, the draft that is kept while somebody is answering.
Always holds: works without JavaScript, without an account and for somebody acting for somebody
else; nothing personal in an address; a draft is kept for one hour and then forgotten.
Never does: decide where a request goes (care and services do), or create a resident.
"""
