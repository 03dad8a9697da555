"""Given names that are hardly ever anything else, so that "patient jane" is seen without a capital.

Names that are words too (Will, May, Grace, Mark, Hope) are left out: "client may bring one guest".
"""

GIVEN_NAMES = frozenset(
    """
    aaron abdul abigail adam adrian ahmed aisha alan albert alejandro alex alexander alexis alice alicia
    allison amanda amber amelia amir amy ana andre andrea andrew angela angelica anita ann anna anne anthony
    antonio arthur ashley barbara beatriz benjamin bernard beth betty beverly bob bobby bradley brandon
    brenda brian brianna bruce bryan camila carl carla carlos carmen caroline catherine charles charlotte
    cheryl chris christian christina christine christopher cindy claire clara claudia connor craig crystal
    cynthia daniel daniela danielle danny darius darnell david deborah debra denise dennis derek diana diane
    diego dolores donald donna doris dorothy douglas dwayne dylan edgar eduardo edward eileen elena eli
    elizabeth ella ellen emily emma enrique eric erica erin ernesto esther ethan eugene eva evelyn fatima
    felicia fernando florence francisco gabriel gabriela gary george gerald gladys gloria gregory guadalupe
    hannah harold harry hassan heather hector helen henry howard hugo ian ibrahim ingrid irene isaac isabel
    isabella isaiah ivan jacob jacqueline jamal james jamie jane janet janice jasmine jason javier jeff
    jeffrey jennifer jeremy jerome jessica jill jim jimmy joan joanna joe joel john johnny jonathan jordan
    jorge jose joseph joshua joyce juan juana judith judy julia julian julie justin kareem karen karl kate
    katherine kathleen kathryn katie kayla keisha keith kelly kenneth kevin khalid kimberly kyle lakisha
    larry latoya laura lauren lawrence leila leo leon leonard leroy leslie leticia linda lisa logan lorraine
    louis louise lucas lucia lucy luis luz lydia madison malik manuel marcus margaret maria mariam marie
    marilyn mario marisol martha martin marvin mary matthew maureen megan melissa michael michelle miguel
    mildred mohamed mohammed monica monique mustafa nancy natalia natalie natasha nathan nicholas nicole
    nina noah nora norma olivia omar oscar owen pablo pamela patricia patrick paul paula pedro peter philip
    phillip phyllis priya rachel rafael ralph ramon raul raymond rebecca reginald renee ricardo richard
    robert roberto rodney roger roland ronald rosa rosario rosemary roy russell ruth ryan sabrina samantha
    samira samuel sandra santiago sara sarah scott sean sergio shannon sharon shaun shawn sheila sherry
    shirley silvia simon sofia sonia sophia stephanie stephen steve steven stuart susan sylvia tamara tanya
    tara teresa theodore theresa thomas tiffany timothy tina todd tom tony tracy travis tyler tyrone
    valentina valerie vanessa vera veronica victor victoria vincent virginia walter wanda wayne wendy
    william xavier yasmin yolanda yusuf yvonne zachary zainab
    """.split()  # noqa: SIM905 - one string a line would hide that these are names
)
