package dev.deskhand.app;

import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.base.HasDescription;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasSourceCodeLocation;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Holds the code to the rules of CONTRIBUTING.md that a machine can check. */
final class StyleTest {

  private static final int PARAMETERS = 6;
  private static final int COMPONENTS = 8;

  private static final JavaClasses HOUSE = ArchitectureTest.house();

  @Test
  void names_say_what_a_thing_is() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Processor")
        .because("such a name says that nobody knew what the class is")
        .check(HOUSE);
  }

  @Test
  void the_time_is_asked_of_an_instant_source() {
    noClasses()
        .that()
        .resideOutsideOfPackage(Room.APP.packages())
        .should()
        .callMethodWhere(call("the wall clock", StyleTest::asksTheWallClock))
        .because("a test cannot set the machine's clock; take an InstantSource by constructor")
        .check(HOUSE);
  }

  @Test
  void the_environment_is_read_by_the_configuration_alone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(Room.APP.packages())
        .should()
        .callMethodWhere(call("the environment", it -> it.getName().equals("getenv")))
        .because("what a setting is worth must be told, and checked, in one place")
        .check(HOUSE);
  }

  @Test
  void nobody_sleeps_not_even_a_test() {
    String sleeping = "Thread" + ".sleep(";

    assertThat(Repository.javaFiles())
        .as("Files with %s; wait for the condition itself, on a latch or with a deadline", sleeping)
        .noneMatch(file -> read(file).contains(sleeping));
  }

  @Test
  void classes_are_final_or_made_to_be_completed() {
    classes()
        .that(are("are written as classes", StyleTest::isWrittenClass))
        .and()
        .areNotAssignableTo(Throwable.class)
        .should()
        .haveModifier(FINAL)
        .orShould()
        .haveModifier(ABSTRACT)
        .because("a class that others may extend by accident can no longer be changed")
        .check(HOUSE);
  }

  @Test
  void no_concrete_class_extends_another() {
    classes()
        .that(are("are written as classes", StyleTest::isWrittenClass))
        .and()
        .areNotAssignableTo(Throwable.class)
        .should(
            holdTo(
                "extend nothing concrete of ours",
                type ->
                    type.getRawSuperclass()
                        .filter(parent -> parent.getPackageName().startsWith("dev.deskhand"))
                        .filter(parent -> !parent.getModifiers().contains(ABSTRACT))
                        .isEmpty()))
        .because("what is shared is a part that both hold")
        .check(HOUSE);
  }

  @Test
  void no_public_method_takes_a_flag() {
    methods()
        .that(are("are public API", StyleTest::isApi))
        .should(
            holdTo(
                "have no boolean parameter",
                method -> method.getRawParameterTypes().stream().noneMatch(StyleTest::isFlag)))
        .because("at the call, `true` says nothing: make two methods, or an enum")
        .check(HOUSE);
  }

  @Test
  void nothing_public_takes_more_than_six_parameters() {
    codeUnits()
        .that(are("are public API", StyleTest::isApi))
        .and(are("are not a record's", unit -> !unit.getOwner().isRecord()))
        .should(
            holdTo(
                "have at most " + PARAMETERS + " parameters",
                unit -> unit.getRawParameterTypes().size() <= PARAMETERS))
        .because("what always travels together is a record")
        .check(HOUSE);
  }

  @Test
  void a_record_has_at_most_eight_components() {
    classes()
        .that()
        .areRecords()
        .should(
            holdTo(
                "have at most " + COMPONENTS + " components",
                type ->
                    type.getFields().stream()
                            .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                            .count()
                        <= COMPONENTS))
        .because("a wide record is several things, or a state whose cases should be sealed")
        .check(HOUSE);
  }

  @Test
  void what_a_class_needs_comes_by_its_constructor() {
    GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION
        .because("an object is whole once it is made")
        .check(HOUSE);
  }

  @Test
  void nothing_static_changes() {
    fields()
        .that()
        .areStatic()
        .and()
        .doNotHaveModifier(SYNTHETIC)
        .should()
        .beFinal()
        .andShould(holdTo("hold something that cannot change", StyleTest::isConstant))
        .because("state that everybody shares has no owner, and survives from test to test")
        .check(HOUSE);
  }

  private static boolean isConstant(JavaField field) {
    return Set.<Class<?>>of(
            AtomicBoolean.class,
            AtomicInteger.class,
            AtomicLong.class,
            AtomicReference.class,
            ConcurrentMap.class,
            ThreadLocal.class)
        .stream()
        .noneMatch(changing -> field.getRawType().isAssignableTo(changing));
  }

  private static boolean isWrittenClass(JavaClass type) {
    return !type.isInterface()
        && !type.isRecord()
        && !type.isEnum()
        && !type.isAnonymousClass()
        && !type.getModifiers().contains(SYNTHETIC)
        && !type.getSimpleName().equals("package-info");
  }

  private static boolean isApi(JavaCodeUnit unit) {
    return unit.getModifiers().contains(JavaModifier.PUBLIC)
        && unit.getOwner().getModifiers().contains(JavaModifier.PUBLIC)
        && !unit.getModifiers().contains(SYNTHETIC);
  }

  private static boolean isFlag(JavaClass parameter) {
    return parameter.isEquivalentTo(boolean.class);
  }

  private static boolean asksTheWallClock(MethodCallTarget called) {
    String owner = called.getOwner().getName();
    return switch (called.getName()) {
      case "now" -> owner.startsWith("java.time.") && called.getRawParameterTypes().isEmpty();
      case "currentTimeMillis" -> owner.equals("java.lang.System");
      default -> owner.equals("java.time.Clock") && called.getName().startsWith("system");
    };
  }

  private static DescribedPredicate<JavaMethodCall> call(
      String what, Predicate<MethodCallTarget> called) {
    return DescribedPredicate.describe(
        "the method asks " + what, call -> called.test(call.getTarget()));
  }

  private static <T> DescribedPredicate<T> are(String what, Predicate<T> test) {
    return DescribedPredicate.describe(what, test);
  }

  private static <T extends HasDescription & HasSourceCodeLocation> ArchCondition<T> holdTo(
      String what, Predicate<T> test) {
    return new ArchCondition<>(what) {
      @Override
      public void check(T item, ConditionEvents events) {
        if (!test.test(item)) {
          events.add(
              SimpleConditionEvent.violated(
                  item,
                  item.getDescription()
                      + " should "
                      + what
                      + " in "
                      + item.getSourceCodeLocation()));
        }
      }
    };
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
  }
}
