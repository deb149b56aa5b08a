"""Every Chinese sentence the program itself says, one module a speaker, so that the office can be answered in one voice."""
