import Expressions
import ModelDocuments
import Testing

@Suite struct EquationTextTests {
  /// Texts of expressions of a, b, c (states) and k (parameter).
  private func text(_ build: (Expression, Expression, Expression, Expression) -> Expression) -> String {
    let model = TracedModel(Letters(), Letters.description)
    let y = (0..<3).map { model.graph.variable(.state, $0) }
    return EquationText(model).text(of: build(y[0], y[1], y[2], model.graph.variable(.parameter, 0)))
  }

  @Test func `writes what people write`() {
    #expect(text { a, b, _, _ in a * (.one / b) } == "a / b")
    #expect(text { a, b, c, _ in a / b / c } == "a / (b * c)")
    #expect(text { a, b, c, _ in a / (b / c) } == "a * c / b")
    #expect(text { a, b, _, _ in -b + a } == "a - b")
    #expect(text { a, b, c, _ in a - (b - c) } == "a - b + c")
    #expect(text { a, b, c, _ in a - (b + c) } == "a - b - c")
    #expect(text { a, b, _, k in k * (a - b) } == "k * (a - b)")
    #expect(text { a, b, _, _ in a + b * Expression(-2) } == "a - 2 * b")
    #expect(text { a, _, _, k in .one + a / k } == "1 + a / k")
    #expect(text { a, _, _, k in a / k - .one } == "a / k - 1")
    #expect(text { a, _, _, _ in -a } == "-a")
    #expect(text { a, b, _, _ in -(a * b) } == "-a * b")
    #expect(text { a, b, _, _ in -(a + b) } == "-a - b")
    #expect(text { a, _, _, _ in a * a * a } == "a^3")
    #expect(text { a, b, _, _ in (a + b) * (a + b) } == "(a + b)^2")
    #expect(text { a, _, _, _ in a / Expression(3) } == "a / 3")
    #expect(text { a, _, _, _ in a * Expression(0.1) } == "0.1 * a")
    #expect(text { a, _, _, _ in .one / a } == "1 / a")
    #expect(text { a, b, _, _ in (a * a + b * b).squareRoot() } == "sqrt(a^2 + b^2)")
    #expect(text { a, b, c, k in a - b * (c + k) / (a - c) } == "a - b * (c + k) / (a - c)")
    #expect(text { _, _, _, _ in Expression(-0.5) } == "-0.5")
  }

  @Test func `leaves out what cancels`() {
    #expect(text { a, b, c, k in k * (a + b - a) / c } == "k * b / c")
    #expect(text { a, b, c, _ in c / (a + .one - a) } == "c")
    #expect(text { a, b, c, _ in c / (a + b / c - a) } == "c * c / b")
    #expect(text { a, _, _, _ in a + Expression(2) * a - a } == "2 * a")
    #expect(text { a, b, _, _ in (a + b) - (b + a) } == "0")
  }

  @Test func `clears small denominators`() {
    #expect(text { a, _, _, k in (a / k) / (.one + a / k) } == "a / (k + a)")
    #expect(text { a, b, _, k in (a / k) / (.one + a / k - b / k) } == "a / (k + a - b)")
    #expect(text { a, b, c, k in (a / k) / (b + c + a / k) } == "a / (k * (a / k + b + c))")
    #expect(text { a, b, _, k in a / k / (Expression(2) - (a - b) / k) } == "a / (2 * k - a + b)")
  }

  @Test func `keeps apart what has the same name`() {
    var words = Letters.description
    words.parameters[0].name = "a"
    let model = TracedModel(Letters(), words)
    #expect(model.description.parameters.map(\.name) == ["a_parameter"])
    #expect(model.description.states.map(\.name) == ["a", "b", "c"])
  }

  @Test func `writes whole models`() {
    #expect(
      EquationText(ReflexModel.model).text() == """
        Reflex & <test> 100 %
        Pressure \u{2265} 0, caf\u{00E9}, 5-HT_x \\ {a}.
        Only a test.

        Definitions
          MAP.supine = MAP.set * (0.5 + tone / 3)
          [pressure error] = (MAP.set - MAP.supine) / width
          drive = 1 + [pressure error] / sqrt(1 + [pressure error]^2)
          release = releaseRate * drive

        Differential equations, per h
          d NE.plasma/dt = infusion + release - clearance * NE.plasma
          d tone/dt = [tone rate] * (gain * NE.plasma^2 / (NE.plasma^2 + halfEffect^2) - tone)

        Read out
          [NE ratio] = NE.plasma / halfEffect

        States at the start
          NE.plasma = 1.3 nmol/L   norepinephrine in plasma
          tone = 0.9   vascular tone

        Parameters
          releaseRate = 30 nmol/L/h   release at rest
          clearance = 20.1 1/h   loss
          halfEffect = 2 nmol/L   level with half effect
          [tone rate] = 1.2e-05 1/h   <script>alert("1")</script>
          gain = 1
          MAP.set = 93 mmHg   set point
          width = 20 mmHg   width of the reflex

        Inputs
          infusion = 0 nmol/L/h   infused norepinephrine

        """)
  }

  @Test func `breaks long lines at spaces outside names`() {
    let lines = EquationText(ReflexModel.model).text(width: 30).split(separator: "\n")
    #expect(lines.contains("  d NE.plasma/dt = infusion +"))
    #expect(lines.contains("      [pressure error]^2)"))
  }

  @Test(arguments: 1...300) func `means what the equations mean`(seed: Int) throws {
    let system = RandomSystem(seed: UInt64(seed), length: 6 + seed % 40)
    let model = TracedModel(system, system.description)
    let text = EquationText(model)
    var values = system.values
    for definition in model.definitions {
      #expect(values[definition.name] == nil, "every name is used once")
      let value = try #require(FormulaReader.value(text.text(of: definition), values))
      values[definition.name] = value
    }
    for (expected, expression) in zip(system.evaluate(), model.rightHandSides + model.observables) {
      let written = text.text(of: expression)
      let found = try #require(FormulaReader.value(written, values), "\(written)")
      #expect(expected.agrees(with: found), "\(written) is \(found) instead of \(expected.value)")
      #expect(!written.contains("+ -") && !written.contains("- -") && !written.contains("* 1 "), "\(written)")
    }
  }

  @Test func `does not grow where expressions are shared`() {
    let model = TracedModel(Doubling(), Doubling.description)
    #expect(EquationText(model).text().count < 4000)
    #expect(model.definitions.contains { $0.isAutomatic && $0.name == "w1" })
  }
}
