"""Makes the inbox of the sample county 归溪县: returns for April 2022, March 2023 and April 2023 as departments really send them.

The county is invented; what it must add up to is stated in `facts/` and in `targets.py`. Nothing here is random and nothing asks the clock,
so the same facts give the same files. `python -m tools.sample_county` writes them to inbox/.
"""
