import Foundation
import ODESolvers

// usage: ReferenceBenchmark FOLDER summary|full SUBJECTS REPEATS RTOL ATOL [OUTPUT]
// FOLDER holds params.csv and ss.txt of the reference benchmark.
let arguments = CommandLine.arguments
guard arguments.count >= 7, let count = Int(arguments[3]), let repeats = Int(arguments[4]),
  let relative = Double(arguments[5]), let absolute = Double(arguments[6])
else {
  print("usage: ReferenceBenchmark FOLDER summary|full SUBJECTS REPEATS RTOL ATOL [OUTPUT]")
  exit(64)
}
let folder = arguments[1]
let isFull = arguments[2] == "full"
let parameters = try String(contentsOfFile: folder + "/params.csv", encoding: .utf8)
  .split(separator: "\n").dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
let start = try String(contentsOfFile: folder + "/ss.txt", encoding: .utf8)
  .split(whereSeparator: \.isWhitespace).compactMap { Double($0) }

let compileStart = processSeconds()
let system = CompiledSystem(ReferenceModel())
let compileSeconds = processSeconds() - compileStart
let integrator = BatchIntegrator(
  system: system, tolerances: Tolerances(relative: relative, absolute: [absolute]))
let initial = [0, 0, 0, 0, 0, 0, start[0], start[1], start[2]]
let doses = (0..<28).map { Event(time: Double($0) * 24, action: .addToState, index: 0, value: 100) }
// The state at a dose is counted after it, the end of a day before the next: as the definition has it.
let hours = (isFull ? 0 : 648)...672
let samples = hours.map { SampleTime(Double($0), afterEvents: true) }
let width = system.observableNames.count
let subjects = min(count, parameters.count)

func processSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Cmax, mean C, trough C, mean NE and R at the end, from hourly samples of the last day.
func summary(_ values: [Double]) -> [Double] {
  let rows = values.count / width
  func column(_ k: Int) -> [Double] { ((rows - 25)..<rows).map { values[$0 * width + k] } }
  func mean(_ x: [Double]) -> Double { (x.reduce(0, +) - 0.5 * (x[0] + x[24])) / 24 }
  let c = column(1)
  return [c.max() ?? .nan, mean(c), c[24], mean(column(6)), column(8)[24]]
}

var seconds: [Double] = []
var summaries = Array(repeating: [Double](), count: subjects)
var trajectories: [[Double]] = isFull ? Array(repeating: [], count: subjects) : []
var steps = 0
for round in 0..<repeats {
  let before = processSeconds()
  var used = 0
  integrator.run(
    count: subjects,
    problem: { subject in
      SubjectProblem(
        parameters: parameters[subject], initialState: initial, events: doses, samples: samples, end: 672)
    },
    finished: { subject, result in
      used += result.statistics.accepted + result.statistics.rejected
      summaries[subject] = summary(result.observables)
      if isFull, round == repeats - 1 { trajectories[subject] = result.observables }
    })
  seconds.append(processSeconds() - before)
  steps = used
}
seconds.sort()
let counts = system.instructionCounts
print(
  "{\"program\": \"coeruleus\", \"mode\": \"\(arguments[2])\", \"subjects\": \(subjects), \"rtol\": \(relative), "
    + "\"cpu_median\": \(seconds[repeats / 2]), \"subjects_per_second\": \(Double(subjects) / seconds[repeats / 2]), "
    + "\"best\": \(Double(subjects) / seconds[0]), \"steps_per_subject\": \(Double(steps) / Double(subjects)), "
    + "\"compile_seconds\": \(compileSeconds), \"instructions\": [\(counts.derivative), \(counts.factor), \(counts.solve)]}"
)
if arguments.count > 7 {
  var text = ""
  for row in summaries { text += row.map { "\($0)" }.joined(separator: ",") + "\n" }
  try text.write(toFile: arguments[7], atomically: true, encoding: .utf8)
  if isFull {
    let data = trajectories.flatMap { $0 }.withUnsafeBufferPointer { Data(buffer: $0) }
    try data.write(to: URL(fileURLWithPath: arguments[7] + ".bin"))
  }
}
