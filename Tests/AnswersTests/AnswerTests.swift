import Answers
import DrugLibrary
import KnowledgeBase
import Simulation
import Testing

@Suite struct AnswerTests {
  @Test func `the article's question is answered with its lead and leads to the article`() throws {
    for reader in Reader.allCases {
      let answer = try Shipped.answer("What is the role of norepinephrine in mental health?", reader: reader)
      #expect(answer.sentences.contains { $0.claims == ["C01"] })
      #expect(answer.articles.first == "role-of-norepinephrine")
      try AnswerRules.check(answer, place: reader.rawValue)
    }
  }

  @Test func `brands, a loose dose and an added medicine are read and computed`() throws {
    let answer = try Shipped.answer("pt on Strattera 80, GP added Wellbutrin. what happens to levels?", computes: true)
    #expect(answer.understood.medicines.map(\.name) == ["atomoxetine", "bupropion"])
    #expect(answer.understood.medicines.first?.amount == 80)
    #expect(answer.understood.assumptions.contains { $0.contains("bupropion") })
    let ratio = try #require(answer.numbers.first { $0.quantity.hasPrefix("atomoxetine, exposure") })
    // Todor 2016: 5.1-fold.
    #expect(ratio.value > 3 && ratio.value < 8)
    #expect((ratio.low ?? 0) < ratio.value && ratio.value < (ratio.high ?? 0))
    #expect(answer.warnings.contains { $0.severity == "major" && $0.isVerified })
    #expect(answer.answer.contains("fold"))
    try AnswerRules.check(answer, place: "Strattera")
  }

  @Test func `a follow-up changes the gene and keeps the medicines`() throws {
    let answer = try Shipped.answer(
      "pt on Strattera 80, GP added Wellbutrin. what happens to levels?", "and if she is a 2D6 poor metaboliser?",
      computes: true)
    #expect(answer.understood.medicines.map(\.name) == ["atomoxetine", "bupropion"])
    #expect(answer.understood.person.genotypes == ["CYP2D6": "PM"])
    #expect(answer.scenarios.first?.command.contains("--cyp2d6 'PM'") == true)
    #expect(answer.understood.summary.contains("CYP2D6 poor metaboliser"))
  }

  @Test func `what was read can be changed`() throws {
    let changes = ScenarioChanges(regimens: ["nortriptyline 50 mg daily"], genotypes: ["CYP2D6": "IM"], age: 70)
    let answer = try Shipped.answer("nortriptyline 100 mg daily, level?", changes: changes, computes: true)
    #expect(answer.understood.medicines.first?.amount == 50)
    #expect(answer.understood.person.genotypes["CYP2D6"] == "IM")
    #expect(answer.scenarios.first?.outcome.patient.contains("70 years") == true)
  }

  @Test(arguments: [
    ("Norepinephrine is metabolised by CYP2D6, right?", "C41"),
    ("Since guanfacine raises norepinephrine, does it help attention?", "C20"),
    ("Is at least 50% NET occupancy needed for an effect?", "C38"),
    ("Is venlafaxine 75 mg already dual at NET?", "C22"),
    ("Does clomipramine itself block NET?", "C23"),
  ])
  func `false premises are noticed and corrected`(_ question: String, _ claim: String) throws {
    let answer = try Shipped.answer(question)
    #expect(answer.understood.premises.contains(claim))
    #expect(answer.sentences.contains { $0.section == .premise && $0.claims == [claim] && $0.role == "fact" })
    try AnswerRules.check(answer, place: question)
  }

  @Test(arguments: [
    ("adult ADHD, which medicine first?", "lisdexamfetamine"),
    ("child with ADHD, 8 years old, first choice?", "methylphenidate"),
    ("ADHD with tics, which medicine?", "guanfacine"),
    ("ADHD and substance use disorder in an adult, options?", "atomoxetine"),
    ("ADHD with hypertension, what would you choose?", "guanfacine"),
    ("depression with neuropathic pain, which antidepressant?", "duloxetine"),
    ("severe depression, first line?", "sertraline"), ("PTSD with nightmares, what treatment?", "prazosin"),
    ("neurogenic orthostatic hypotension, which drug?", "droxidopa"),
    ("depression with fatigue, which antidepressant?", "bupropion"),
  ])
  func `a profile shows options with guideline, year and what speaks against`(_ question: String, _ medicine: String)
    throws
  {
    let answer = try Shipped.answer(question)
    let options = answer.options
    #expect(!options.isEmpty, "no option for \(question)")
    let told = options.flatMap { $0.medicines.map(\.name) } + options.map(\.text) + answer.sentences.map(\.text)
    #expect(told.contains { $0.lowercased().contains(medicine) }, "\(question): \(told.prefix(6))")
    for option in options {
      #expect(!option.guideline.isEmpty)
      #expect(!option.claims.isEmpty && !option.citations.isEmpty)
    }
    #expect(options.contains { !$0.speaksAgainst.isEmpty })
    try AnswerRules.check(answer, place: question)
  }

  @Test func `options show computed occupancies and interactions with what the person takes`() throws {
    let answer = try Shipped.answer("adult with ADHD on phenelzine, which ADHD medicine?", computes: true)
    let medicines = answer.options.flatMap(\.medicines)
    #expect(medicines.contains { !$0.numbers.isEmpty })
    #expect(medicines.contains { $0.interactions.contains { $0.contains("contraindicated") } })
  }

  @Test func `patients get no numbers, but direction, reasons and safety`() throws {
    let answer = try Shipped.answer(
      "I take Strattera 80 and got Wellbutrin. Is that safe together?", reader: .patient, computes: true)
    #expect(answer.numbers.isEmpty && answer.scenarios.isEmpty)
    #expect(!answer.warnings.isEmpty)
    let dose = try Shipped.answer("Is 40 mg of atomoxetine enough for me?", reader: .patient, computes: true)
    #expect(dose.unanswered.contains { $0.reason.contains("prescribes") })
    try AnswerRules.check(dose, place: "dose")
  }

  @Test(arguments: [
    "venlafaxine with phenelzine", "can I switch from Nardil to sertraline tomorrow?",
    "clonidine stopped suddenly, what happens?",
    "atomoxetine in a child of 9, risks?", "is duloxetine safe in pregnancy?", "tramadol added to venlafaxine, risk?",
  ])
  func `the dangerous is warned of for every reader`(_ question: String) throws {
    for reader in Reader.allCases {
      let answer = try Shipped.answer(question, reader: reader)
      #expect(
        answer.warnings.contains { ["contraindicated", "major", "moderate"].contains($0.severity) },
        "\(question) for \(reader.rawValue)")
    }
  }

  @Test func `where nothing is known it says so and names what can be asked`() throws {
    let answer = try Shipped.answer("What is the capital of Mongolia?")
    #expect(answer.sentences.isEmpty)
    #expect(!answer.unanswered.isEmpty && !answer.unanswered[0].nearest.isEmpty)
  }

  @Test func `the same question gives the same answer, byte for byte`() throws {
    for question in ["nortriptyline 75 mg nocte, 2D6 PM, level?", "adult ADHD with tics, which medicine?"] {
      let first = CanonicalJSON.text(try Shipped.answer(question, computes: true))
      #expect(first == CanonicalJSON.text(try Shipped.answer(question, computes: true)))
    }
  }

  @Test func `a dose that makes sense only as harm is refused for every reader, computed or not`() throws {
    for reader in Reader.allCases {
      let answer = try Shipped.answer("nortriptyline 1500 mg daily, what level?", reader: reader)
      #expect(answer.refused?.kind == "overdose")
      try AnswerRules.check(answer, place: reader.rawValue)
    }
  }

  @Test func `an impossible dose is told with its rule, and nothing is computed`() throws {
    let answer = try Shipped.answer("nortriptyline 90000 mg daily, what level?", computes: true)
    #expect(answer.numbers.isEmpty)
    #expect(answer.refused != nil || answer.unanswered.contains { $0.reason.contains("maximum") })
  }
}
