//! Instructions to a machine: in a fact, and in the mouth of the letter itself.

/// A fact that speaks to a machine.
pub(in crate::lint) const INSTRUCTION: &str = "
ignore|disregard|forget|override|bypass all|any|your|the|previous|prior|earlier|above|every .. instructions|instruction|prompt|prompts|rules|orders|guidelines|everything
ignoriere|vergiss|missachte|ignorieren .. anweisung*|anweisungen|regeln|vorherige*|bisherige*
ignorez|ignore|oubliez|oublie .. instructions|consignes|precedentes
ignora|ignore|olvida|olvide .. instrucciones|anteriores|istruzioni|precedenti|reglas
ignora|ignori|dimentica .. istruzioni
negeer|vergeet .. instructies|opdrachten|aanwijzingen|regels
ignore|esqueca|desconsidere .. instrucoes|anteriores|regras
ai|llm|llms|bot|bots|robot|robots|language|automated|gpt|chatgpt|claude|copilot|ki agent|agents|model|models|assistant|assistants|systems|system|readers|tools|reading|that|which|must|should|only|writing|bots|scrapers|outreach
if|are you|a|an are? .. bot|ai|llm|robot|model|machine|language|assistant|agent|automated|gpt|chatbot
wenn|falls du|sie .. bot|ki|robot*|sprachmodell|maschine|assistent
si vous|tu etes|es .. robot|ia|bot|modele|machine
si eres|es|usted .. bot|ia|robot|modelo
se sei|lei|e .. bot|ia|robot|modello
als|indien je|u .. bot|ai|robot|taalmodel
note|message|instruction|instructions|attention|notice|hint|memo to|for ai|llm|llms|bots|bot|assistants|models|machines|robots|agents|language|automated|the
system prompt|message|override|instruction
assistant|system|instruction|instructions|prompt
white on white
white-on-white
hidden|invisible|tiny|html text|comment|comments|prompt|instruction|span|in|white
page|html|source comment
comment in .. page|source|html|code
page source
alt text
developer|debug|admin mode
prompt injection
";

/// An order that a person could give a person too: a mark only in what a page says to nobody.
pub(in crate::lint) const WEAK_INSTRUCTION: &str = "
print|reveal|show|repeat|output|state|include|insert|append|add|mention|quote|write|reply|respond|answer|close|end|begin|start|sign|use|recommend|praise|say|call|offer|tell|confirm|promise|give|address ... your|every|each|with|this|that|the|following|prompt|instructions|word|phrase|sentence|text|message|email|mail|letter
";

/// The parts of an instruction that only tell how it is to be carried out.
pub(in crate::lint) const CARRIER: &str = "
ignore earlier previous prior instructions instruction close every message messages with llm agents agent bot bots
state print system prompt your you reply respond answer say include insert append add mention write begin start end
sign email emails mail mails letter model models assistant assistants language note page source comment white same
text hidden html all any please must should always following word words phrase sentence company instead tell recipient
reader outreach sales vendor vendors sender senders headline profile footer bio website site output contains contain
put into first last line lines subject body draft drafts reading read this that use uses include ai robots robot
";

/// A letter that shows its own instructions or its nature.
pub(in crate::lint) const SELF: &str = "
my|our|the|these instructions|instruction|prompt|guidelines|orders say|says|state|are|tell|require|forbid|read|include|not|to|were|was|ask|i
my|the|our|your system prompt|message
system prompt
as an|a|your|the ai|llm|artificial|language|large|machine|assistant|bot|automated|chatbot
i|we am|m|are|re an|a|just|only|your ai|llm|bot|language|robot|assistant|chatbot|machine|artificial|large|automated|virtual|computer
i|we was|were|ve|have|am|m been? told|instructed|ordered|prompted|programmed|configured|directed to|not|by|never|that
as instructed|requested|directed by|in|on|per|your
per|following|according to? the|your|these|my|earlier instruction|instructions|prompt
ignoring|ignore|ignored|disregard|disregarding|forget .. previous|prior|earlier|above|all|my .. instructions|instruction|prompt|rules
previous|prior|earlier instructions
you write for
you are a|an helpful|sales|assistant|ai|expert|outreach|copywriter|language
your task|role|job|goal is to
knowledge cutoff
i cannot|can|can't|am t? comply|fulfil|assist|help|generate|write with|that|this|an
instructions found|received|given|on|in|from your|the|page|website|profile
beep boop
bot|robot|ai here|speaking|mode
profile|page|site|website|headline|fact|facts|bio|footer asked|asks|told|tells|says|instructs|wants me|us to
^ write|draft|compose|generate|rewrite a|an|the|this _? _? email|e-mail|mail|message|outreach
here is|s the|your|my|a _? email|e-mail|mail|message|draft|version _? .. asked|requested
subject|according|due to my guidelines|instructions|prompt
^ sure|certainly|absolutely here|below
draft|email|mail|message under|below|within # words
word|character limit
// German
schreibe|schreib|verfasse|formuliere eine|ein|mir _? mail|email|e-mail|nachricht|text
meine|meinen|laut|gemass .. anweisung*|instruktion*|systemprompt|prompt|vorgaben .. lauten|sagen|besagen|verbieten|zufolge|soll
als ki|sprachmodell|bot|kunstliche
ich bin eine? ki|sprachmodell|bot|kunstliche|chatbot|roboter
mir wurde .. gesagt|aufgetragen|befohlen|vorgegeben
systemprompt
// French
ecris|redige|redigez un|une _? mail|email|courriel|message
mes|selon|conformement .. instructions|consignes .. 
en tant que|qu modele|ia|intelligence|assistant|robot
je suis un|une ia|robot|modele|bot|assistant|intelligence
on m a demande|dit
invite systeme
// Spanish
escribe|redacta|redacte un|una _? correo|email|mensaje
mis|segun|siguiendo .. instrucciones
como modelo|ia|inteligencia|asistente|bot
soy un|una ia|bot|robot|modelo|asistente|inteligencia
me han|se pedido|ordenado|indicado|dicho que
// Italian
scrivi|redigi una|un|un' _? mail|email|messaggio
mie|secondo|seguendo .. istruzioni
come modello|ia|intelligenza|assistente|bot
sono un|una|un ia|bot|robot|modello|assistente|intelligenza
mi e|hanno stato|chiesto|detto|ordinato ...
// Dutch
schrijf|maak een _? mail|email|e-mail|bericht
mijn|volgens .. instructies|opdracht|systeemprompt
als ai|taalmodel|kunstmatige|bot
ik ben een ai|bot|taalmodel|robot|chatbot|assistent
mij is|werd gevraagd|opgedragen|verteld|gezegd
// Portuguese
minhas|segundo|conforme .. instrucoes
como modelo|ia|inteligencia|assistente|bot
sou um|uma ia|bot|robo|modelo|assistente|inteligencia
";
