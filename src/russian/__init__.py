"""Russian as every page, paper and answer writes it: a pure library without Django and without the product.

`plurals` nouns after numbers · `figures` numbers, shares, sizes · `months` names of months and weekdays · `dates` days,
stretches and moments in words · `typed_days` days and times as they are typed · `phrases` lists, prepositions, cut text
· `names` initials of people · `cases` names and posts in every case · `numerals` numbers, sums and dates in words ·
`typesetting` spaces of a paper · `folding` text as it is compared · `collation` text as it is ordered · `spaces` spaces
and dashes of typesetting.

Functions are pure; where the day matters, `today` is an argument. Modules are imported by name.
"""
