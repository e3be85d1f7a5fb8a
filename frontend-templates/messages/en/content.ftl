content-about-title = How it works
content-house-rules-title = House rules
content-privacy-title = Privacy
content-accessibility-title = Accessibility
content-contact-none = the desk at the town hall
content-about-body =
    This site holds petitions to the { $authority }. A petition is a request to those who govern. Everyone may make one: you need not be a resident and there is no age limit. This right is in article 5 of the Dutch constitution.

    ## The path of a petition

    1. **Writing.** Someone writes what is going on and what should change.
    2. **Checking.** The council clerk checks that the petition follows the rules. The clerk’s office supports the municipal council. It does not judge whether the request is a good idea.
    3. **Signing.** The petition is open until its closing date. Everyone can sign it.
    4. **Handing over.** Then the council or the executive receives the petition, with the number of signatures.
    5. **Answering.** They give a verdict, with reasons, and write what will change. A ‘no’ gets a reason too.

    With every petition you see *the thread*: all the steps so far, and the step that comes next.

    ## How signing works

    You fill in your name, your e-mail address and your postcode. We send a mail with a link and a code. Open the link and press the button, or fill in the code. Only then does your signature count. You need no account and no password.

    Each person counts once for each petition. Do two people at one address share an e-mail address? Then both of them can sign.

    ## What the numbers mean

    The number with a petition is exact: it only counts signatures that were confirmed. If you have your data erased later, the number stays the same, but we no longer know that it was you. You can tell petitions that we took over from another site by the source that is mentioned.

    ## When a petition is not opened

    Sometimes a petition cannot be on this site, for example because another body decides about the matter. Then the reason is given. The request itself always arrives and always gets an answer.

    ## Open data

    All public data are free to use. The [description of the open data](/api/v1/openapi.json) is meant for programmers.

    ## Questions

    Put your question to: { $contact }.
content-house-rules-body =
    ## What we do

    A human being decides, never just a computer. You hear which rule it is and why. First we ask you to change the text. Taking down is the last resort.

    What we take down leaves a public line with the date and the reason.

    ## Do you disagree?

    Ask for a new decision within six months. Someone else will then look at it. Write to: { $contact }.

    Do you see something that is not allowed? Let us know in the same way.
content-privacy-body =
    The { $authority } is responsible for your data on this site. We ask as little as possible and keep it as briefly as possible.

    ## What we ask when you sign

    - **Your name**, so that the signature belongs to a person.
    - **Your e-mail address**, to check that it is you and to write to you if you ask for that.
    - **Your postcode or town**, to count where support comes from.
    - **Your choices**: whether your name may be shown, and whether you want news.

    We ask for no citizen service number, no date of birth and no telephone number.

    ## What others see

    Everyone sees how many people signed, and from which area. Your name is only shown if you choose so. Your e-mail address and postcode are never shown. Nor does the site tell anyone whether an e-mail address has signed.

    ## How we protect your data

    Your name and e-mail address are encrypted in a table of their own, apart from the signature itself. We do not keep your postcode: only the area that it belongs to, and a code that cannot be turned back into it. There is no connection between signatures on different petitions: we cannot read from the data what else you signed.

    ## How long we keep it

    - You do not confirm? Then we erase everything after the date in our mail.
    - You do confirm? Then we keep your data until a year after the answer to the petition. After that we erase it. The number stays, without names.
    - Do you follow a commitment? Then we erase your e-mail address a year after it was done or dropped. You can always stop, with one click in the e-mail.

    ## No trackers

    We use no advertisements, no statistics by others and no files from other sites. Two kinds of cookie are possible: one for your language and one to protect forms. These need no consent. To stop abuse we look at the IP address for a short time.

    ## Why we may do this

    People have the right to ask those who govern for something (article 5 of the Dutch constitution). The { $authority } uses your data for this task in the public interest (article 6(1)(e) of the GDPR, the European privacy law). Because a signature can show what you think, we handle it with extra care. We only send news if you agreed to that.

    ## Your rights

    You may see your data, correct it and have it erased. You may withdraw your signature as long as the petition has not been handed over. Ask: { $contact }. You get an answer within a month.

    Not satisfied? Then you can complain to the Dutch data protection authority (Autoriteit Persoonsgegevens).
content-accessibility-body =
    Everyone should be able to use this site. Also if you see badly, use no mouse, have an old telephone or do not read Dutch so well.

    ## How things stand

    We build this site to the international rules WCAG 2.2, level AA. The law refers to the European standard EN 301 549.

    - We test the pages with the program axe, in Dutch and in English.
    - We check that the HTML is valid.
    - We test the site without JavaScript and on a narrow screen.

    An independent review has not been done yet. Programs like these do not find everything. So we cannot promise that all is well.

    ## What we do not know yet

    - We have not yet tested the site with people who use a screen reader every day.
    - Texts in petitions are written by residents. They are not always simple.

    ## What helps already

    - Everything works with just the keyboard.
    - You can enlarge the text up to four times.
    - Every chart comes with a table with the same figures.
    - The site follows your settings for contrast and motion.

    ## Does something not work?

    Tell us which page it is and what goes wrong: { $contact }. You get an answer within two weeks. Can you not manage to sign? Then we help you in another way.

    If we do not solve it, you can complain to the { $authority }, and after that to the National Ombudsman.
