"""Words by which a person is known in a text: first names, what people are called, and what is told of health and belief."""

import re

TITLE = r"(?:[Mm]evrouw|[Mm]evr\.?|[Mm]w\.?|[Dd]e heer|[Mm]eneer|[Mm]ijnheer|[Dd]hr\.?|[Ff]amilie|[Ff]am\.)"
RELATION = (
    r"(?:[Mm]ijn|[Zz]ijn|[Hh]aar|[Oo]nze) "
    r"(?:man|vrouw|vader|moeder|zoon|dochter|broer|zus|buurman|buurvrouw|partner|opa|oma|cliënt|client)"
)
FIRST_NAMES = frozenset({
    "jan", "piet", "kees", "henk", "willem", "hendrik", "johan", "johannes", "gerrit", "cornelis", "pieter",
    "peter", "hans", "wim", "dirk", "ton", "theo", "bert", "rob", "jeroen", "bas", "tim", "tom", "daan", "sem",
    "lucas", "luuk", "finn", "thijs", "lars", "bram", "mees", "ruben", "maria", "anna", "johanna", "elisabeth",
    "wilhelmina", "cornelia", "margaretha", "hendrika", "catharina", "petronella", "adriana", "truus", "riet",
    "corrie", "greet", "bep", "annie", "jannie", "ria", "ans", "tineke", "marijke", "ineke", "els", "marian",
    "ingrid", "monique", "petra", "sandra", "esther", "linda", "marieke", "kim", "lisa", "emma", "sophie", "julia",
    "anouk", "fleur", "mohammed", "mohamed", "muhammad", "ahmed", "ali", "hassan", "mustafa", "ibrahim", "youssef",
    "omar", "fatima", "khadija", "aicha", "aisha", "samira", "naima", "zeynep", "ayse", "emine", "fatma", "mehmet",
    "murat", "ramazan", "soumaya", "rachida", "shanti", "radj", "ravi", "winston", "orlando", "anil", "carlos",
    "maryam",
})  # fmt: skip
"""Common first names here, old and young; a surname after one makes a name without a title."""

SENSITIVE = re.compile(
    r"\b(?:depressi|dement|alzheimer|parkinson|kanker|tumor|chemo|palliatie|terminaa|psycho(?:se|tisch)|schizofreni"
    r"|bipolai?r|borderline|autis|adhd|ptss|trauma|burn-?out|verslaa[fv]d|alcohol(?:ist|probleem|verslav)|drugs|su[iï]cid"
    r"|zelfmoord|zelfdoding|anorexia|eetstoornis|angststoornis|beroerte|hiv|diabetes|hartinfarct|herseninfarct|nah\b"
    r"|niet-aangeboren|diagnose|medicijn|medicatie|ziek\b|zieke\b|overspannen|opgenomen|handicap|beperking|rolstoel"
    r"|euthanasie|wil niet meer leven|levensmoe|voltooid leven|somber"
    r"|moslim|islam|katholiek|protestant|gereformeerd|hervormd|joods|jodendom|hindoe|boeddhis|christe(?:n|lijk)"
    r"|evangelisch|athe[iï]s|ongelovig|gelovig|gelooft|geloof\b|bekeerd|bidt|bidden|jehova|humanist|soefi|antroposof|winti)",
    re.IGNORECASE,
)
"""Words of health and of belief (article 9 AVG): beside a name they tell what may never be told of a person."""
